import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, requestLog, test } from './site'

/** The error of a call as the page has it, with its stack. */
function failure(page: Page, demo: string, inputs: readonly unknown[]) {
  return page.evaluate(
    ([demo, inputs]) =>
      window.sublet.predict(demo, inputs).then(
        () => undefined,
        ({ code, message, stack }) => ({ code, message, stack }),
      ),
    [demo, inputs] as const,
  )
}

test('packages, files of the demo and the shim come together in one handler', async ({ site }) => {
  const { length: before } = await requestLog(site.page)
  const libraries = async () =>
    (await requestLog(site.page)).slice(before).filter((path) => path.includes('/libraries/'))
  await site.open()
  expect(await libraries()).toEqual([])
  const call = await site.start('import-libraries', [])
  expect(await call.ended()).toEqual({
    outputs: [
      {
        length: 50,
        turned: [0, 2, 0],
        particleBytes: 16,
        typegpu: 'function',
        sameTensor: true,
        softmax: [0.5, 0.5],
        transformers: [1, 2],
        version: '4',
        tokenizer: 'function',
        shader: '@compute @workgroup_size(1) fn main() {}',
        caches: 'undefined',
        here: 'sublet:///import-libraries/handler.ts',
      },
    ],
  })
  const fetched = await libraries()
  expect(fetched.length).toBeGreaterThan(3)
  expect(new Set(fetched).size).toBe(fetched.length)
})

test('all that cannot be imported is named, with what there is', async ({ site }) => {
  expect(await failure(site.page, 'import-refused', [])).toMatchObject({
    code: 'CompileFailed',
    message: expect.stringMatching(
      /'lodash\/chunk' \(handler\.ts\), 'express' \(rows\.ts\)\. Available: .*three, typegpu.*files of the demo: handler\.ts, rows\.ts/,
    ),
  })
})

test('errors name the line that the author wrote', async ({ site }) => {
  const { page } = site
  const stacks = []
  for (const where of ['here', 'gpu', 'file'])
    stacks.push((await failure(page, 'import-throws', [where]))?.stack)
  const [here, gpu, file] = stacks.map((stack) => String(stack).match(/[\w.]+\.ts:\d+/g))
  expect(here).toEqual(['handler.ts:19'])
  expect(gpu?.[0]).toBe('handler.ts:9')
  expect(file?.slice(0, 2)).toEqual(['explode.ts:9', 'handler.ts:10'])
  for (const stack of stacks) expect(stack).not.toMatch(/blob:|sublet:/)
})

test('so do the lines of the log', async ({ site }) => {
  await site.open('#/d/import-throws')
  await failure(site.page, 'import-throws', ['log'])
  await expect(site.page.getByRole('log')).toContainText(/only told\s+at .*handler\.ts:18:/)
})

test('the editor knows the types of packages and of the other files', async ({ site }) => {
  const { page } = site
  await site.open('#/d/import-libraries')
  await page.getByRole('button', { name: /^Edit/ }).click()
  const code = page.locator('[data-ready="true"]')
  await expect(code).toContainText('Interface')
  const source = await readFile('e2e/demos/import-libraries/handler.ts', 'utf8')
  await code.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(`${source}\nconst wrong: string = scaled(new Vector3(), numbers.factor)\n`)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText('1 error; not run.')).toBeVisible()
  await expect(page.getByText("Type 'number' is not assignable to type 'string'")).toBeVisible()
})

test('a line of an edited handler is a line of the editor', async ({ site }) => {
  const { page } = site
  await site.open('#/d/import-throws')
  await page.getByRole('button', { name: /^Edit/ }).click()
  const code = page.locator('[data-ready="true"]')
  await expect(code).toContainText('Interface')
  const source = await readFile('e2e/demos/import-throws/handler.ts', 'utf8')
  await code.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(
    `type Nothing =\n  | never\n  | undefined\nexport type { Nothing }\n${source}// the end`,
  )
  await page.getByRole('button', { name: 'Save and run' }).click()
  const stack = async () => (await failure(page, 'import-throws', ['here']))?.stack
  // Until it is compiled, the bundled one answers.
  await expect.poll(stack).toContain('handler.ts:23:')
})
