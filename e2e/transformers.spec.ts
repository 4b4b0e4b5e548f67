import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import * as v from 'valibot'
import { type Hub, startHub } from './hub/hub'
import { toSource } from './hub/source'
import { pipelineCases } from './transformers/cases'
import { readProgress } from './transformers/progress'
import { tinyRepositories } from './transformers/repositories'
import { difference } from './transformers/same'
import { outputsOf, plainFiles, run } from './transformers/sides'

const TEXTS = [
  'The engineer repairs the old machine near the river.',
  'The painter describes the quiet garden at night.',
]
const cases = pipelineCases()
const repositories = tinyRepositories()

let hub: Hub
let context: BrowserContext
let plain: Page
let site: Page

test.beforeAll(async ({ browser, baseURL }) => {
  hub = await startHub({
    repos: repositories,
    files: await plainFiles([...new Set(cases.map(({ demo }) => demo)), 'transformers-cases']),
  })
  context = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  plain = await openPlain()
  site = await openSite()
})

test.afterAll(async () => {
  await context.close()
  await hub.close()
})

async function openPlain(): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${hub.url}/plain.html`)
  await page.waitForFunction(() => window.plain !== undefined)
  return page
}

async function openSite(): Promise<Page> {
  const page = await context.newPage()
  await page.goto('./')
  await page.waitForFunction(() => window.sublet !== undefined)
  await page.evaluate((base) => window.sublet.models.setHub({ base }), hub.url)
  // On a slow machine the first runs of all models, which compile, would use up the quota of less.
  await page.evaluate(() => window.sublet.visitAs('enterprise'))
  return page
}

/** What a demo gives in the page and in a runner, the same source in both. */
async function onBothSides(
  demo: string,
  inputs: readonly unknown[],
): Promise<[plain: unknown, sublet: unknown]> {
  const [expected, actual] = await Promise.all([run(plain, demo, inputs), run(site, demo, inputs)])
  return [outputsOf(expected)[0], outputsOf(actual)[0]]
}

for (const { name, demo, inputs, needs, told, expected } of cases) {
  test(`${name}: one source, in a page and in a runner`, async () => {
    const lacks = needs !== undefined && !(await featuresOf(plain)).includes(needs)
    test.skip(lacks, `the adapter has no ${needs}`)
    const [page, runner] = await onBothSides(demo, inputs)
    expect(difference(runner, page)).toBeUndefined()
    expect(told(runner)).toEqual(expected)
  })
}

for (const name of ['revision', 'subfolder', 'dataOutside', 'withoutPipeline']) {
  test(`${name}: one source, in a page and in a runner`, async () => {
    const [expected, actual] = await onBothSides('transformers-cases', [name, TEXTS])
    expect(difference(actual, expected)).toBeUndefined()
  })
}

test('a revision is asked for as such', async () => {
  await hub.settled()
  // The library looks a configuration up in `main` all the same, to learn which files there are.
  const asked = hub.requests.filter(({ path }) => /^\/tiny\/on-a-branch\/.*\.onnx$/.test(path))
  expect(asked.length).toBeGreaterThan(0)
  for (const { path } of asked) expect(path).toMatch('/resolve/v2/')
})

test('progress adds up to the bytes of the files', async () => {
  const { files } = repositories['tiny/for-progress'] ?? { files: {} }
  const bytes = Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path, toSource(content).size]),
  )
  const sides = await onBothSides('transformers-cases', ['progress', []])
  const [expected, actual] = sides.map((events) => readProgress(events, bytes))
  expect(actual).toEqual({ files: expected?.files, untrue: [] })
  expect(actual?.files).toContain('onnx/model.onnx')
})

test('a disposed pipeline is refused, and no other is', async () => {
  const { before, use, other, again } = await inRunner('disposed')
  expect(use).toMatch(/released/)
  expect(
    difference([before, other, again], [await embeddings(), await embeddings(), await embeddings()]),
  ).toBeUndefined()
})

test('what fails is a run or a model alone, and the next one works', async () => {
  const { first, second, beside, noModel, missing, after } = await inRunner('failures')
  for (const error of [first, second]) expect(error).toMatch('Unexpected input data type')
  expect(noModel).toMatch('model.onnx')
  expect(missing).toMatch('tiny/nowhere')
  expect(difference([beside, after], [await embeddings(), await embeddings()])).toBeUndefined()
})

test('settings that lead out of a runner change nothing, and are said to', async () => {
  const [expected] = await onBothSides('transformers-cpu', [TEXTS])
  await site.goto('./#/d/transformers-env')
  const [actual] = outputsOf(await run(site, 'transformers-env', [TEXTS]))
  const { inCall } = v.parse(v.object({ inCall: v.object({ data: v.unknown() }) }), expected)
  const { data, host } = v.parse(v.object({ data: v.unknown(), host: v.string() }), actual)
  expect(difference(data, inCall.data)).toBeUndefined()
  expect(host).toBe('https://huggingface.co/')
  const log = site.getByRole('log')
  for (const name of ['remoteHost', 'remotePathTemplate', 'cacheDir', 'useFSCache', 'wasm.wasmPaths']) {
    await expect(log).toContainText(`env.${name} has no effect here`)
  }
})

/** By a page without Sublet. There the cases of this file that fail would take all that follow with them. */
async function embeddings(): Promise<unknown> {
  return outputsOf(await run(plain, 'transformers-embed', [TEXTS]))[0]
}

async function inRunner(name: string): Promise<Record<string, unknown>> {
  return v.parse(
    v.record(v.string(), v.unknown()),
    outputsOf(await run(site, 'transformers-cases', [name, TEXTS]))[0],
  )
}

function featuresOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => [...((await navigator.gpu.requestAdapter())?.features ?? [])])
}
