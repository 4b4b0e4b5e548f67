import type { Page } from '@playwright/test'
import { type Hub, startHub } from './hub/hub'
import { expect, test } from './site'
import { type Pixels, picture, sweep } from './transformers/inputs'
import { filesOf } from './transformers/repositories'

/**
 * The demos of `src/demos` whose models are on the hub, unchanged, under the names of the real models; what is behind
 * the names are random weights of the same architecture.
 */

/** By the names that the handlers ask for where the GPU has 16-bit floats: a fixture has fewer of them. */
function named(repository: string, others: Record<string, string>): Record<string, Uint8Array> {
  const files = filesOf(repository)
  for (const [name, from] of Object.entries(others)) files[name] ??= files[from] ?? new Uint8Array()
  return files
}

const fp16 = { 'onnx/model_fp16.onnx': 'onnx/model.onnx' }
const REPOSITORIES = {
  'HuggingFaceTB/SmolLM2-135M-Instruct': named('tiny/smollm2', {
    'onnx/model_q4f16.onnx': 'onnx/model_q4.onnx',
  }),
  'onnx-community/all-MiniLM-L6-v2-ONNX': named('tiny/minilm', fp16),
  'onnx-community/whisper-tiny.en': filesOf('tiny/whisper'),
  'onnx-community/depth-anything-v2-small': named('tiny/depth', fp16),
  'Xenova/modnet': filesOf('tiny/rmbg'),
}

let hub: Hub

test.beforeAll(async () => {
  const repos = Object.entries(REPOSITORIES).map(([id, files]) => [id, { files }])
  hub = await startHub({ repos: Object.fromEntries(repos) })
})
test.afterAll(() => hub.close())
test.beforeEach(async ({ site }) => setHub(site.page, hub.url))

/** The first reply compiles every shader of the model, on a GPU that is a CPU. */
const COMPILED = { timeout: 60_000 }

const setHub = (page: Page, base: string) =>
  page.evaluate((base) => window.sublet.models.setHub({ base }), base)

/** What a demo that takes a picture makes of it. */
function seen(
  page: Page,
  demo: string,
  given: Pixels,
): Promise<{ width: number; height: number; data: number[] }> {
  return page.evaluate(
    async ([demo, { data, width }]) => {
      const [image] = await window.sublet.predict(demo, [new ImageData(data, width)])
      if (!(image instanceof ImageData)) throw new Error('it is no picture')
      return { width: image.width, height: image.height, data: [...image.data] }
    },
    [demo, given] as const,
  )
}

const channel = (data: readonly number[], which: number) => data.filter((_, at) => at % 4 === which)

test('SmolLM2 chat: a reply streams into the conversation, and a second one follows it', async ({ site }) => {
  const { page } = site
  await site.open('#/d/smollm2-chat')
  await expect(page.getByText('Opening this page loads 136 MB')).toBeVisible()
  const say = async (message: string) => {
    await page.getByRole('textbox', { name: 'Message' }).fill(message)
    await page.getByRole('textbox', { name: 'Message' }).press('Enter')
  }
  await page.getByRole('slider').first().fill('8')
  const replies = page.locator('[data-role="assistant"] p')
  for (const [index, message] of ['What is gravity?', 'And what is light?'].entries()) {
    await say(message)
    await expect(page.getByRole('region', { name: 'Chat' })).toHaveAttribute('data-phase', 'done', COMPILED)
    await expect(replies).toHaveCount(index + 1)
    await expect(replies.nth(index)).toHaveText(/\S/)
  }
})

test('semantic search: the nearest passages come first, and are told for another question without them', async ({
  site: { page },
}) => {
  const text = 'The engineer repairs the machine.\n\nThe painter describes the garden at night.'
  const ask = (question: string) =>
    page.evaluate(
      async ([question, text]) => {
        let asked = 0
        const [shown, found] = await window.sublet.predict('semantic-search', [question, text, 2], {
          onEvent: ({ leases }) => {
            asked = leases.length
          },
        })
        return { shown, found, asked }
      },
      [question, text] as const,
    )
  const { shown, found, asked } = await ask('The painter describes the garden at night.')
  expect(found).toEqual([
    { score: expect.closeTo(1, 4), passage: 'The painter describes the garden at night.' },
    { score: expect.any(Number), passage: 'The engineer repairs the machine.' },
  ])
  expect(shown).toMatch(/^1\.00 {2}The painter .*\n\n-?\d\.\d\d {2}The engineer .*$/)
  expect(asked).toBe(1)
  // Every text of it is known by now.
  expect((await ask('The engineer repairs the machine.')).asked).toBe(0)
})

test('Whisper: stereo at 48,000 samples a second becomes text', async ({ site: { page } }) => {
  const {
    channels: [samples = new Float32Array()],
  } = sweep()
  const text = await page.evaluate(
    async (samples) => {
      const left = Float32Array.from(
        { length: 3 * samples.length },
        (_, at) => samples[Math.floor(at / 3)] ?? 0,
      )
      const clip = { sampleRate: 48_000, channels: [left, left] }
      return (await window.sublet.predict('whisper', [clip]))[0]
    },
    [...samples],
  )
  expect(text).toMatch(/\S/)
})

test('depth: a picture of the same size, grey and opaque, from black to white', async ({
  site: { page },
}) => {
  const { width, height, data } = await seen(page, 'depth', picture(120, 80))
  expect([width, height]).toEqual([120, 80])
  const [red, green, alpha] = [0, 1, 3].map((which) => channel(data, which))
  expect(red).toEqual(green)
  expect([Math.min(...(red ?? [])), Math.max(...(red ?? []))]).toEqual([0, 255])
  expect(new Set(alpha)).toEqual(new Set([255]))
})

test('background removal: the picture with an alpha of its own', async ({ site: { page } }) => {
  const given = picture(96, 80)
  const { width, height, data } = await seen(page, 'background-removal', given)
  expect([width, height]).toEqual([96, 80])
  for (const which of [0, 1, 2]) expect(channel(data, which)).toEqual(channel([...given.data], which))
  expect(new Set(channel(data, 3)).size).toBeGreaterThan(1)
})

test('where the hub cannot be reached the page says so, with a way out, and can try again', async ({
  site,
}) => {
  const { page } = site
  await setHub(page, 'http://127.0.0.1:9')
  await site.open('#/d/depth')
  const error = page.getByRole('alert')
  await expect(error).toHaveAttribute('data-code', 'ModelNotFound')
  await setHub(page, hub.url)
  await error.getByRole('button', { name: 'Try again' }).click()
  await expect(error).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
})
