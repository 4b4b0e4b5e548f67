import { goToLine, timeOf } from './pane.mjs'
import { watchKeys } from './watch.mjs'

/** About 9 keys a second: a typist of 110 words a minute. */
const BETWEEN_MS = 110
/** As long as somebody thinks, and longer than the compiler waits: it is at work when the next line is typed. */
const THINKING_MS = 600
/** Of the demo: the middle, inside a function. */
const LINE = 86

/** 200 keys with Enter. Names, members, calls: what asks the compiler for what it knows. */
const LINES = [
  'const best = readings.filter((one) => one.score > 0.5)',
  'const sum = best.reduce((all, one) => all + one.score, 0)',
  'const tensor = new ort.Tensor(Float32Array.of(sum), [1])',
  'const mean = sum / Math.max(1, tensor.size)',
]
export const KEYS = LINES.join('').length + LINES.length

/** @param {() => Promise<void>} before each key */
async function typeAll(page, before) {
  for (const line of LINES) {
    await before()
    await page.keyboard.press('Enter')
    await page.waitForTimeout(THINKING_MS)
    for (const key of line) {
      await before()
      await page.keyboard.type(key)
      await page.waitForTimeout(BETWEEN_MS)
    }
    // What is offered is not taken.
    await page.keyboard.press('Escape')
  }
}

/**
 * Types into the open editor, whose compiler knows every library.
 * @returns milliseconds of each key; of the slow ones as the browser itself counts them; and for which the page's main
 *   thread worked from each key to the next
 */
export async function typeIntoEditor(page) {
  await page.evaluate(watchKeys, 'lines')
  await goToLine(page, LINE)
  // A rule has found something: the compiler has read the libraries.
  await page
    .getByRole('button', { name: /^Why: / })
    .first()
    .waitFor()
  await page.waitForTimeout(2_000)
  return measured(page)
}

/** The same into a bare field, for what this machine takes now. */
export async function typeIntoField(page) {
  await page.setContent('<textarea autofocus rows="30" cols="100"></textarea>')
  await page.evaluate(watchKeys, 'input')
  await page.locator('textarea').click()
  return measured(page)
}

async function measured(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const worked = []
  // A thread's own time tells what a key costs on a machine with other work, too.
  const sample = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    worked.push(1000 * metrics.find(({ name }) => name === 'TaskDuration').value)
  }
  const taken = await timeOf(page, () => typeAll(page, sample))
  await sample()
  await session.detach()
  const browser = await page.evaluate(() => [...window.keys.browser])
  return { taken, browser, workMs: worked.slice(1).map((now, at) => now - worked[at]) }
}
