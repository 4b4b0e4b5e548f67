import { watchKeys, watchOpening } from './watch.mjs'

/** Long, and with types of every library. */
const DEMO = 'bench-editor'
const AT_REST_MS = 1_500

/** Goes to the demo and waits until its runner is up: opening an editor is measured, not the demo beside it. */
export async function showDemo(page, origin) {
  await page.goto(`${origin}/#/d/${DEMO}`)
  await demoAtRest(page)
}

export async function demoAtRest(page) {
  await page.locator(`[data-tab] [data-state="idle"]`).first().waitFor()
  await page.waitForTimeout(AT_REST_MS)
}

/**
 * @returns {Promise<number>} milliseconds from the click on Edit until Monaco has painted the handler, and from a key until
 *   that is painted: whoever opens an editor wants to type
 */
export async function openPane(page) {
  await page.evaluate(watchOpening)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const opened = await page.evaluate(() => window.opened)
  await page.evaluate(watchKeys, 'lines')
  await goToLine(page, 1)
  const [taken] = await timeOf(page, () => page.keyboard.press('Space'))
  await page.keyboard.press('Backspace')
  return opened + taken
}

export async function closePane(page) {
  await page.getByRole('button', { name: 'Close the editor' }).click()
  await page.locator('.view-lines').waitFor({ state: 'detached' })
}

export async function goToLine(page, line) {
  const code = page.locator('.monaco-editor .view-lines').first()
  await code.click()
  await page.keyboard.press('Control+g')
  await page.locator('.quick-input-widget input').waitFor()
  await page.keyboard.type(String(line))
  await page.keyboard.press('Enter')
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' })
  await page.keyboard.press('End')
}

/**
 * @param {() => Promise<void>} press
 * @returns {Promise<number[]>} milliseconds of the keys that were pressed in it
 */
export async function timeOf(page, press) {
  await page.evaluate(() => {
    window.keys.taken.length = 0
    window.keys.waiting.length = 0
    window.keys.browser.length = 0
  })
  await press()
  await page.waitForFunction(() => window.keys.waiting.length === 0)
  return page.evaluate(() => [...window.keys.taken])
}
