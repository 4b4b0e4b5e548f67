import { expect, test } from './site'
import { typeHandler } from './type-handler'

const HANDLER = `import * as ort from 'onnxruntime-web'
import { GPU, Interface, Textbox } from 'sublet'

const inputs = GPU({ duration: 15 }, async (greeting: string) => {
  const session = await ort.InferenceSession.create('models/digits/onnx/model.onnx')
  return greeting + ' ' + session.inputNames.join()
})

export default Interface({
  title: 'Edited',
  inputs: [Textbox({ label: 'Greeting', value: 'hello' })],
  outputs: [Textbox({ label: 'Names' })],
  fn: inputs,
})
`

test.beforeEach(({ site }) => typeHandler(site, HANDLER))

test('a rule marks what is wrong, its quick fix mends it by keys, and the handler runs', async ({ site }) => {
  const { page } = site
  const problem = page.getByRole('region', { name: 'Problems' }).getByText('creates its model in every call')
  await expect(problem).toBeVisible()
  await expect(page.locator('.squiggly-warning').first()).toBeAttached()

  await problem.click()
  await expect(page.locator('.monaco-editor.focused')).toBeAttached()
  await page.keyboard.press('ControlOrMeta+.')
  await expect(page.getByText('Create session at module scope')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(problem).toBeHidden()

  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('hello pixels')
})

test('a rule says why, and does not keep the handler from running', async ({ site }) => {
  const { page } = site
  await page.getByRole('button', { name: 'Why: model-in-gpu-function' }).click()
  const dialog = page.getByRole('dialog', { name: 'model-in-gpu-function' })
  await expect(dialog).toContainText('Models are created and put on the GPU at module scope')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.locator('[data-ready="true"]').click()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByLabel('Greeting')).toHaveValue('hello')
})
