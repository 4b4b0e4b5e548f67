import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, requestLog, test } from './site'

const DIGITS = 'models/digits/onnx/model.onnx'
const BLANK = Array.from({ length: 64 }, () => 0)
const digitsFile = readFileSync(DIGITS)

const row = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Models' }).locator('tbody', { hasText: name })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function addByUrl(page: Page, url: string): Promise<void> {
  await button(page, 'Add a model').click()
  await page.getByLabel('Address of an .onnx file').fill(url)
  await page.keyboard.press('Enter')
}

test('a model is added by its URL, looked into, pinned, verified and deleted', async ({ site }) => {
  const { page } = site
  await site.open('#/models')
  await expect(page.getByText('No model is here yet')).toBeVisible()
  await addByUrl(page, DIGITS)

  const digits = row(page, 'digits')
  await expect(digits).toHaveAttribute('data-state', 'staged')
  await expect(digits).toContainText('163 KB')
  await expect(digits).toContainText('float32')

  await button(page, 'Pin digits').click()
  await expect(digits).toContainText('pinned')
  await button(page, 'Verify digits').click()
  await expect(digits.getByRole('status')).toHaveText('163 KB read: every byte is as it was downloaded.')

  await digits.getByRole('link', { name: 'digits', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('digits')
  await expect(page.getByRole('region', { name: 'Inputs' })).toContainText('pixels')
  await expect(page.getByRole('region', { name: 'Operators' })).toContainText('Conv')
  await expect(page.getByRole('region', { name: 'The graph as text' })).toContainText('= Conv')
  await expect(page.getByRole('img', { name: /^Weights by size/ })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('digits')

  await button(page, 'Delete digits').click()
  await page.getByRole('group', { name: 'Delete digits' }).getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No model is here yet')).toBeVisible()
  await expect.poll(() => page.evaluate(() => window.sublet.models())).toEqual([])
})

test('a model that is not there fails in its row, and can be taken away', async ({ site }) => {
  const { page } = site
  await site.open('#/models')
  await addByUrl(page, 'models/none/onnx/model.onnx')
  const none = row(page, 'none')
  await expect(none).toHaveAttribute('data-state', 'failed')
  await expect(none.getByRole('alert')).toContainText('Model not found')
  await expect(page.getByRole('alert')).toHaveCount(1)
  await button(page, 'Delete none').click()
  await none.getByRole('group').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No model is here yet')).toBeVisible()
})

test('a file of this device is staged, runs in a handler, and is still there after a reload', async ({
  site,
}) => {
  const { page } = site
  await site.open('#/models')
  await button(page, 'Add a model').click()
  const file = { name: 'digits.onnx', mimeType: 'application/octet-stream', buffer: digitsFile }
  await page.getByLabel('Choose files').setInputFiles(file)
  await expect(row(page, 'digits.onnx')).toHaveAttribute('data-state', 'staged')
  await expect(page.getByText("InferenceSession.create('local:digits.onnx')")).toBeVisible()

  await site.open()
  const call = await site.start('dropped', [BLANK])
  const { outputs } = await call.ended()
  expect(outputs?.[0]).toHaveLength(10)
  await site.open('#/models')
  await expect(row(page, 'digits.onnx')).toContainText('in use')
  expect((await requestLog(page)).filter((path) => path.includes('dropped.invalid'))).toEqual([])
})

test('a folder is staged with the paths that its models have in it', async ({ site }) => {
  const { page } = site
  await site.open('#/models')
  await button(page, 'Add a model').click()
  await page.getByLabel('Choose a folder').setInputFiles('models/digits')
  await expect(row(page, 'digits/onnx/model.onnx')).toHaveAttribute('data-state', 'staged')
  await row(page, 'digits/onnx/model.onnx').getByRole('link').first().click()
  await expect(page.getByText("InferenceSession.create('local:digits/onnx/model.onnx')")).toBeVisible()
})

test('files without a model are refused with the way out', async ({ site }) => {
  const { page } = site
  await site.open('#/models')
  await button(page, 'Add a model').click()
  const file = { name: 'weights.bin', mimeType: 'application/octet-stream', buffer: Buffer.from('none') }
  await page.getByLabel('Choose files').setInputFiles(file)
  await expect(page.getByRole('alert')).toContainText('No .onnx file is among')
  await expect(page.getByRole('alert')).toContainText('Convert the model to ONNX first')
})

test('programs do the same by window.sublet.models', async ({ site }) => {
  const { page } = site
  const source = new URL(DIGITS, page.url()).href
  await page.evaluate((model) => window.sublet.models.add(model), DIGITS)
  await page.evaluate((model) => window.sublet.models.pin(model, true), DIGITS)
  expect(await page.evaluate(() => window.sublet.models())).toMatchObject([
    { source, at: { state: 'staged' }, staged: { bytes: 163_351, pinned: true, inUse: false } },
  ])
  expect(await page.evaluate((model) => window.sublet.models.verify(model), DIGITS)).toMatchObject({
    damage: [],
  })
  expect(await page.evaluate((model) => window.sublet.models.describe(model), DIGITS)).toMatchObject({
    source,
    outputs: [{ name: 'logits' }],
  })

  const bytes = [...digitsFile]
  const sources = await page.evaluate(
    (content) =>
      window.sublet.models.addFiles([
        { path: 'nets/ä #1.onnx', file: new File([new Uint8Array(content)], 'ä #1.onnx') },
      ]),
    bytes,
  )
  expect(sources).toHaveLength(1)
  for (const model of [...sources, DIGITS])
    await page.evaluate((name) => window.sublet.models.remove(name), model)
  await expect.poll(() => page.evaluate(() => window.sublet.models())).toEqual([])
})
