import { writeFileSync } from 'node:fs'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { compare, isEmpty } from './conformance/compare'
import { makeInputs } from './conformance/inputs'
import { readManifest } from './conformance/manifest'
import { placeWeights } from './conformance/placement'
import { keepRow, keptRows, type Row } from './conformance/rows'
import { adapterOf, filesToServe, runByPlain, runBySublet } from './conformance/sides'
import { conformanceTable } from './conformance/table'
import { type Hub, startHub } from './hub/hub'

const models = readManifest()

let hub: Hub
let context: BrowserContext
let site: Page
let plain: Page
let adapter: Awaited<ReturnType<typeof adapterOf>>

test.describe.configure({ timeout: 30_000 })

test.beforeAll(async ({ browser, baseURL }) => {
  hub = await startHub({ files: filesToServe() })
  context = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  plain = await context.newPage()
  await plain.goto(`${hub.url}/plain.html`)
  await plain.waitForFunction(() => window.ort !== undefined)
  adapter = await adapterOf(plain)
  site = await context.newPage()
  await openSite()
})

// biome-ignore lint/correctness/noEmptyPattern: Playwright finds its fixtures by the pattern
test.afterAll(async ({}, { project }) => {
  if (process.env.SUBLET_CONFORMANCE_TABLE !== undefined) {
    writeFileSync('docs/conformance.md', conformanceTable(models, keptRows(project.outputDir), adapter.name))
  }
  await context.close()
  await hub.close()
})

/** A fresh runner: what failed under a lease must not weigh on the models after it. */
async function openSite(): Promise<void> {
  await site.goto('./')
  await site.waitForFunction(() => window.sublet !== undefined)
}

for (const model of models) {
  // biome-ignore lint/correctness/noEmptyPattern: Playwright finds its fixtures by the pattern
  test(`${model.family}: ${model.name}`, async ({}, { project }) => {
    const found = (result: string, difference?: number): void => {
      const row: Row = { name: model.name, ...placeWeights(model), result }
      keepRow(project.outputDir, difference === undefined ? row : { ...row, difference })
    }
    if (model.needs !== undefined && !adapter.features.includes(model.needs)) {
      const reason = `skipped: the adapter has no ${model.needs}`
      found(reason)
      test.skip(true, reason)
    }
    const inputs = makeInputs(model)
    const [expected, actual] = await Promise.all([
      runByPlain(plain, model, inputs),
      runBySublet(site, `${hub.url}/models/${model.name}.onnx`, inputs),
    ])
    const failure = 'error' in actual ? actual.error : undefined
    if (failure !== undefined) await openSite()

    if ('error' in expected) {
      // There is nothing to compare with; it only has to be known.
      found(`plain ONNX Runtime Web refuses it: ${model.plainFails}`)
      expect(model.plainFails, `not known to fail in plain ONNX Runtime Web: ${expected.error}`).toBeDefined()
      return
    }
    expect(model.plainFails, 'plain ONNX Runtime Web runs it').toBeUndefined()
    expect(isEmpty(expected.outputs), 'outputs of zeros prove nothing').toBe(false)
    if ('error' in actual) {
      found(`fails: ${actual.error.replaceAll(/\s+/g, ' ').slice(0, 200)}`)
      throw new Error(actual.error)
    }
    const { difference, why } = compare(actual.outputs, expected.outputs)
    found(difference <= model.tolerance ? 'agrees' : 'differs', difference)
    expect(why).toBeUndefined()
    expect(difference).toBeLessThanOrEqual(model.tolerance)
  })
}

test('one wrong bit in a weight would be seen', async () => {
  const model = models.find(({ name }) => name === 'matmul-2d')
  if (model === undefined) throw new Error('the set has no matmul-2d')
  const inputs = makeInputs(model)
  const expected = await runByPlain(plain, model, inputs)
  // In the middle of the file is its weight; one of four bytes in a row has the exponent.
  hub.fault('models/matmul-2d.onnx', { flip: [3000, 3001, 3002, 3003] })
  const actual = await runBySublet(site, `${hub.url}/models/matmul-2d.onnx?flipped`, inputs)
  hub.clearFaults()
  if ('error' in expected || 'error' in actual) throw new Error('one of them did not run')
  expect(compare(actual.outputs, expected.outputs).difference).toBeGreaterThan(model.tolerance)
})
