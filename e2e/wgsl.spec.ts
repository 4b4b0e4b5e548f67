import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Page } from '@playwright/test'
import { textOf } from '../src/editor/wgsl/shader'
import { found } from '../src/editor/wgsl/sources.fixture'
import { expect, test } from './site'

/** Files of a demo that ships with the site, by path. */
function filesOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const sources = paths.filter(
    (path) => /(?<!\.d|\.test)\.(ts|wgsl)$/.test(path) && !path.startsWith('templates'),
  )
  return Object.fromEntries(sources.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

/** Number of the line that has this text, from 1. */
function lineOf(source: string, text: string): number {
  return source.slice(0, source.indexOf(text)).split('\n').length
}

async function openEditor(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(page.locator('[data-ready="true"]')).toContainText('import')
}

function lineWith(page: Page, text: string) {
  return page.locator('.view-line').filter({ hasText: text })
}

/** The colour of a word in a line, as it is on the screen. */
function colourOf(page: Page, line: string, word: string): Promise<string> {
  return lineWith(page, line)
    .locator('span span')
    .filter({ hasText: new RegExp(`^\\s*${word}`) })
    .first()
    .evaluate((element) => getComputedStyle(element).color)
}

test('a shader in a string has the colours of code', async ({ site }) => {
  const { page } = site
  await site.open('#/d/mandelbrot')
  await openEditor(page)
  const keyword = () => colourOf(page, 'import', 'import')
  const text = () => colourOf(page, 'import', "'sublet'")
  // Before Monaco has coloured it, all of it is plain.
  await expect.poll(async () => (await keyword()) !== (await text())).toBe(true)
  await expect.poll(() => colourOf(page, 'struct', 'struct')).toBe(await keyword())
  await expect.poll(() => colourOf(page, 'view: View', '@group')).not.toBe(await text())
})

test('what the shader compiler says is marked where it is, and is gone when it is mended', async ({
  site,
}) => {
  const { page } = site
  const source = readFileSync('src/demos/mandelbrot/handler.ts', 'utf8')
  await site.open('#/d/mandelbrot')
  await openEditor(page)
  await lineWith(page, 'var n = 0u').click()
  await page.keyboard.press('End')
  // One word: one undo takes it back.
  await page.keyboard.insertText('misspelt;')
  const problem = page.getByRole('region', { name: 'Problems' }).getByRole('listitem')
  await expect(problem).toHaveCount(1)
  await expect(problem).toContainText(`handler.ts:${lineOf(source, 'var n = 0u')}:`)
  await expect(problem).toContainText('Error')
  await expect(page.locator('.squiggly-error')).toHaveCount(1)

  await page.keyboard.press('ControlOrMeta+Z')
  await expect(problem).toHaveCount(0)
  await expect(page.locator('.squiggly-error')).toHaveCount(0)
})

test('a shader with an error runs all the same, and says so itself', async ({ site }) => {
  const { page } = site
  await site.open('#/d/mandelbrot')
  await openEditor(page)
  await lineWith(page, 'var n = 0u').click()
  await page.keyboard.press('End')
  await page.keyboard.insertText('misspelt;')
  await expect(page.getByRole('region', { name: 'Problems' }).getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('region', { name: 'Result' }).getByRole('alert')).toBeVisible()
  await expect(page.getByText(/\d+ errors?; not run/)).toHaveCount(0)
})

const HANDLERS = readdirSync('src/demos', { recursive: true, encoding: 'utf8' }).filter((path) =>
  /(^|\/)handler\.ts$/.test(path),
)

test('of the shaders that ship with the site the compiler says nothing', async ({ site }) => {
  const { page } = site
  const shaders = HANDLERS.flatMap((path) => {
    const folder = join('src/demos', dirname(path))
    const { modules } = found(filesOf(folder))
    return modules.map((shader) => ({ demo: relative('src/demos', folder), code: textOf(shader) }))
  })
  expect(shaders.map(({ demo }) => demo)).toEqual(
    expect.arrayContaining(['life', 'mandelbrot', 'templates/canvas']),
  )
  const said = await page.evaluate(async (all) => {
    const adapter = await navigator.gpu.requestAdapter()
    const device = await adapter?.requestDevice()
    if (device === undefined) throw new Error('There is no device.')
    const answers = all.map(async ({ demo, code }) => {
      const { messages } = await device.createShaderModule({ code }).getCompilationInfo()
      return messages.map(({ lineNum, message }) => `${demo}:${lineNum}: ${message}`)
    })
    return (await Promise.all(answers)).flat()
  }, shaders)
  expect(said).toEqual([])
})
