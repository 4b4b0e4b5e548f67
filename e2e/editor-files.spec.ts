import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, type Site, test } from './site'

const HANDLER = `import { GPU, Interface, State, Textbox } from 'sublet'

const greet = GPU({ duration: 2 }, async (name: string) => 'hello ' + name)

export default Interface({
  title: 'Edited',
  inputs: [Textbox({ label: 'Name', value: 'reader' }), State(0)],
  outputs: [Textbox({ label: 'Greeting' }), State(0)],
  fn: async (name, count) => {
    if (name === 'nobody') throw new RangeError('nobody is there')
    return [(await greet(name)) + ' ' + count, count + 1] as const
  },
})
`

const code = (page: Page) => page.locator('[data-ready="true"]')
const tab = (page: Page, name: string) =>
  page.getByRole('tablist', { name: 'Files' }).getByRole('tab', { name, exact: true })
const problems = (page: Page) => page.getByRole('region', { name: 'Problems' })
const result = (page: Page) => page.getByRole('region', { name: 'Result' })

/** In place of what the file in view holds. */
async function write(page: Page, source: string): Promise<void> {
  await code(page).click()
  await page.keyboard.press('ControlOrMeta+A')
  // What is the same before and after would be left as it is, and closed like typed brackets.
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(source)
}

async function addFile(page: Page, name: string, source: string): Promise<void> {
  await page.getByRole('button', { name: 'New file' }).click()
  await page.getByLabel('Name of the new file').fill(name)
  await page.keyboard.press('Enter')
  await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true')
  await write(page, source)
}

test.beforeEach(async ({ site }: { site: Site }) => {
  await site.open('#/d/mandelbrot')
  await site.page.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(code(site.page)).toContainText('Interface')
  await write(site.page, HANDLER)
})

test('an error is typed, found in the list, mended and run', async ({ site }) => {
  const { page } = site
  await write(page, HANDLER.replace('count + 1', "count + 'one'"))
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(/\d errors?; not run/)).toBeVisible()
  const error = problems(page)
    .getByRole('button', { name: /^Error\s*handler\.ts:/ })
    .first()
  await error.click()
  await expect(code(page).getByRole('textbox')).toBeFocused()
  await write(page, HANDLER)
  await expect(problems(page)).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result(page)).toContainText('hello reader 0')
})

test('a second file is added, imported, renamed, deleted and put back; an error in it is told by its name', async ({
  site,
}) => {
  const { page } = site
  const shout = 'export const shout = (text: string): string => text.toUpperCase()\n'
  await addFile(page, 'lib/shout.ts', shout)
  await addFile(page, 'words.json', '{ "mark": "!" }')
  await tab(page, 'handler.ts').click()
  await write(
    page,
    `import { shout } from './lib/shout'\nimport words from './words.json'\n${HANDLER.replace("' ' + count", "shout(' times ') + count + words.mark")}`,
  )
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result(page)).toContainText('hello reader TIMES 0!')

  // What the other file is changed to breaks this one, which nobody touches.
  await tab(page, 'lib/shout.ts').click()
  await write(page, 'export const shout = (text: number): string => String(text)\n')
  await expect(problems(page)).toContainText(/handler\.ts:\d+:\d+/)
  await write(page, shout)
  await expect(problems(page)).toHaveCount(0)

  await tab(page, 'words.json').click()
  await write(page, '{ "mark": "!" } and more')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText('1 error; not run.')).toBeVisible()
  await problems(page)
    .getByRole('button', { name: /^Error\s*words\.json:\d/ })
    .first()
    .click()
  await write(page, '{ "mark": "!" }')
  await expect(problems(page)).toHaveCount(0)

  await tab(page, 'words.json').press('F2')
  await page.getByLabel('New name of words.json').fill('handler.ts')
  await page.keyboard.press('Enter')
  await expect(page.getByText('There is a file handler.ts already.')).toBeVisible()
  await page.getByLabel('New name of words.json').fill('marks.json')
  await page.keyboard.press('Enter')
  await expect(tab(page, 'marks.json')).toBeVisible()

  await tab(page, 'marks.json').press('Delete')
  await expect(tab(page, 'marks.json')).toHaveCount(0)
  await expect(problems(page)).toContainText("'./marks.json'")
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(code(page)).toContainText('mark')
  await expect(problems(page)).toHaveCount(0)
  expect(await violations(page)).toEqual([])
})

async function renameFile(page: Page, name: string, to: string): Promise<void> {
  await tab(page, name).press('F2')
  await page.getByLabel(`New name of ${name}`).fill(to)
  await page.keyboard.press('Enter')
  await expect(tab(page, to)).toBeVisible()
}

test('files that are renamed, and moved to folders, are imported as before: the demo runs, and its draft too', async ({
  site,
}) => {
  const { page } = site
  await addFile(page, 'words.json', '{ "mark": "!" }')
  await addFile(page, 'noise.wgsl', '// of a shader')
  await addFile(
    page,
    'shout.ts',
    "import noise from './noise.wgsl'\nimport words from './words.json'\nexport const shout = (text: string) => text.toUpperCase() + words.mark + noise.length\n",
  )
  await tab(page, 'handler.ts').click()
  await write(
    page,
    `import { shout } from './shout'\n${HANDLER.replace("' ' + count", "shout(' times ') + count")}`,
  )
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result(page)).toContainText('hello reader TIMES !140')

  await renameFile(page, 'shout.ts', 'lib/loud.ts')
  await expect(
    page.getByText('shout.ts is now lib/loud.ts. Imports changed in lib/loud.ts, handler.ts.'),
  ).toBeVisible()
  await tab(page, 'handler.ts').click()
  await expect(code(page)).toContainText("from './lib/loud'")
  await renameFile(page, 'words.json', 'lib/marks.json')
  await renameFile(page, 'noise.wgsl', 'lib/noise.wgsl')
  await tab(page, 'lib/loud.ts').click()
  await expect(code(page)).toContainText("from './marks.json'")
  await expect(code(page)).toContainText("from './noise.wgsl'")
  await expect(problems(page)).toHaveCount(0)
  expect(await violations(page)).toEqual([])
  // The state goes on: it counts.
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result(page)).toContainText('hello reader TIMES !141')

  // Back to its old name by the notice, in all files.
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(tab(page, 'noise.wgsl')).toBeVisible()
  await expect(code(page)).toContainText("from '../noise.wgsl'")
  await expect(page.locator('[data-kept="true"]', { hasText: 'Draft, kept' })).toBeVisible()

  await page.reload()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(page.getByText('Draft of just now')).toBeVisible()
  await tab(page, 'lib/loud.ts').click()
  await expect(code(page)).toContainText("from '../noise.wgsl'")
  await page.getByRole('button', { name: 'Run it' }).click()
  await expect(result(page)).toContainText('hello reader TIMES !140')
})

test('the card of the README is checked where it stands', async ({ site }) => {
  const { page } = site
  await tab(page, 'README.md').click()
  await expect(code(page)).toContainText('short_description')
  await write(page, '---\ntitle: Edited\nemoji: [x]\n---\n\nAbout.\n')
  await expect(problems(page)).toContainText('README.md:3:8')
  await expect(problems(page)).toContainText('The card does not say license.')
  // A README runs nowhere.
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result(page)).toContainText('hello reader')
})

test('what was typed can be undone after its page was out of view', async ({ site }) => {
  const { page } = site
  await code(page).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('\n// the last word')
  await expect(code(page)).toContainText('the last word')
  await page.getByRole('link', { name: 'Pool', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Quota' })).toBeVisible()
  await page.goBack()
  await expect(code(page)).toContainText('the last word')
  await code(page).click()
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(code(page)).not.toContainText('the last word')
  await page.getByRole('button', { name: 'Close the editor' }).click()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await code(page).click()
  await page.keyboard.press('ControlOrMeta+Shift+Z')
  await expect(code(page)).toContainText('the last word')
})

test('State and form go on over an edit; a run that fails is marked at its line until the next edit', async ({
  site,
}) => {
  const { page } = site
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result(page)).toContainText('hello reader 0')
  await page.getByLabel('Name').fill('nobody')
  await write(page, HANDLER.replace("'hello '", "'bye '"))
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result(page).getByRole('alert')).toContainText('nobody is there')
  const place = problems(page).getByRole('button', {
    name: /^Error\s*handler\.ts:10:\d+\s*RangeError: nobody is there/,
  })
  await expect(place).toBeVisible()
  await expect(page.locator('.squiggly-error').first()).toBeAttached()

  await page.getByLabel('Name').fill('writer')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toContainText('bye writer 1')
  await expect(place).toHaveCount(0)
})

test('saving formats, keeps the caret, and does not run; it can be switched off, and undone', async ({
  site,
}) => {
  const { page } = site
  await write(page, HANDLER.replace('duration: 2', 'duration:2'))
  await page.keyboard.press('ControlOrMeta+S')
  await expect(code(page)).toContainText('duration: 2')
  await expect(page.getByLabel('Real part of the centre')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(code(page)).toContainText('duration:2')

  await page.getByRole('button', { name: 'Settings of the editor' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Format when saving' }).click()
  await page.keyboard.press('Escape')
  await code(page).click()
  await page.keyboard.press('ControlOrMeta+S')
  await expect(page.getByText('Ctrl ⏎ runs it.')).toBeVisible()
  await expect(code(page)).toContainText('duration:2')
})

test('with Vim keys x deletes, :w saves, and they are there after a reload', async ({ site }) => {
  const { page } = site
  await page.getByRole('button', { name: 'Settings of the editor' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Vim keys' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByText('NORMAL')).toBeVisible()
  await code(page).click()
  await page.keyboard.type('gg0x')
  await expect(code(page)).toContainText('mport { GPU')
  await expect(code(page)).not.toContainText('import { GPU')
  await page.keyboard.type('u:w')
  await page.keyboard.press('Enter')
  await expect(code(page)).toContainText('import { GPU')
  await expect(page.getByText('Ctrl ⏎ runs it.')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(page.getByText('NORMAL')).toBeVisible()
})

test('Find works, and a map of the file is there when it is wanted', async ({ site }) => {
  const { page } = site
  await code(page).click()
  await page.keyboard.press('ControlOrMeta+F')
  await page.keyboard.insertText('greet')
  await expect(page.getByText('1 of 3', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  const map = page.locator('.minimap')
  await expect(map).toBeHidden()
  await page.getByRole('button', { name: 'Settings of the editor' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Map of the file' }).click()
  await expect(map).toBeVisible()
})
