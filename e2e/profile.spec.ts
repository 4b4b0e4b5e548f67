import { readFileSync } from 'node:fs'
import { violations } from './axe'
import { expect, type Site, test } from './site'
import { typeHandler } from './type-handler'

const HANDLER = `import { GPU, Interface, Textbox } from 'sublet'

const think = GPU({ duration: 5, size: 'xlarge' }, async (question: string) => {
  await new Promise((resolve) => setTimeout(resolve, 150))
  return question + '!'
})

export default Interface({
  title: 'Edited',
  inputs: [Textbox({ label: 'Question', value: 'why' })],
  outputs: [Textbox({ label: 'Answer' })],
  fn: think,
})
`

const result = ({ page }: Site) => page.getByRole('region', { name: 'Result' })

/** What the ledger says comes last. */
async function run(site: Site): Promise<void> {
  await site.page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(site).locator('[data-outcome="completed"]')).toBeVisible({ timeout: 40_000 })
}

async function drawAndRunTwice(site: Site): Promise<void> {
  const { page } = site
  await site.open('#/d/digits')
  const pad = page.getByLabel('Draw a digit').first()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  const box = await pad.boundingBox()
  if (box === null) throw new Error('the pad is not on the page')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 5)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + (4 * box.height) / 5, { steps: 8 })
  await page.mouse.up()
  await run(site)
  await run(site)
}

test('what the last runs took stands beside the GPU function, and its link shows where the time went', async ({
  site,
}) => {
  const { page } = site
  await drawAndRunTwice(site)
  await page.getByRole('button', { name: 'Edit' }).click()
  // Monaco wraps long lines, whose parts are in the document in any order, and shows no-break spaces.
  const hint = () =>
    page.locator('.view-lines [class*="_hint_"]').evaluateAll((parts) => {
      const topOf = (part: Element) => part.getBoundingClientRect().top
      return parts
        .toSorted((a, b) => topOf(a) - topOf(b))
        .map((part) => part.textContent)
        .join('')
    })
  await expect
    .poll(hint)
    .toMatch(
      /queue\s[\d.]+\sm?s\s·\sattach\s[\d.]+\sm?s.*·\srun\sp50\s[\d.]+\sm?s,\sp95\s[\d.]+\sm?s\s·\scharged\s[\d.]+\sm?s/,
    )

  await page.locator('.view-lines [class*="_link_"]').last().click()
  const dialog = page.getByRole('dialog', { name: 'Profile of classify' })
  const sessions = dialog.getByRole('list', { name: 'Sessions' })
  await expect(sessions.getByRole('button', { name: /^session\.run digits/ })).toBeVisible()
  await expect(
    dialog.getByRole('list', { name: 'Lease' }).getByRole('button', { name: /^Run, / }),
  ).toBeVisible()

  // The first of the two streamed the weights.
  await dialog.getByRole('combobox', { name: 'Run' }).selectOption({ index: 0 })
  const stream = dialog.getByRole('list', { name: 'Attach' }).getByRole('button', { name: /^stream / })
  await stream.focus()
  await expect(dialog).toContainText(/stream digits.*KB/)
  await dialog.getByText('As a table').click()
  await expect(dialog.getByRole('row', { name: /Sessions session\.run/ })).toBeVisible()
  // Not of the editor's text behind it.
  expect(await violations(page, '[role="dialog"]')).toEqual([])
})

test('a run tells its GPU time where that is asked for, and is saved as a trace', async ({ site }) => {
  const { page } = site
  await drawAndRunTwice(site)
  await result(site).getByRole('button', { name: 'Profile' }).click()
  const dialog = page.getByRole('dialog', { name: 'Profile of classify' })
  await expect(dialog.getByRole('list', { name: 'GPU time' })).toBeHidden()
  await dialog.getByLabel('GPU time in the next runs').check()
  await page.keyboard.press('Escape')
  await run(site)
  await result(site).getByRole('button', { name: 'Profile' }).click()
  await expect(dialog.getByRole('list', { name: 'GPU time' }).getByRole('button').first()).toBeVisible()

  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save trace' }).click()
  const { traceEvents } = JSON.parse(readFileSync(await (await download).path(), 'utf8'))
  const names = traceEvents.map(({ name }: { name: string }) => name)
  expect(names).toContain('session.run digits')
  expect(names).toContain('Run classify')
})

test('a function that left the GPU idle, and took all of it for nothing, is told so by the rules', async ({
  site,
}) => {
  await typeHandler(site, HANDLER)
  await site.page.keyboard.press('ControlOrMeta+Enter')
  await expect(result(site).locator('[data-outcome="completed"]')).toBeVisible({ timeout: 40_000 })
  for (let nth = 0; nth < 4; nth++) await run(site)
  const problems = site.page.getByRole('region', { name: 'Problems' })
  await expect(problems).toContainText('think() left the GPU idle for')
  await expect(problems).toContainText("'large' costs half and waits less")
})
