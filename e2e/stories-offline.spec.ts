import { reloadDemo, serveSite, untilKept } from './serve-site'
import { expect, test } from './site'

test.use({ serviceWorkers: 'allow' })

/** Tells a few words of a story in the page. */
const tell = async (opening: string): Promise<string> => {
  const [story] = await window.sublet.predict('stories', [opening, 0.8, 20, 8])
  return String(story)
}

test('after one run a reload without a network tells a story: the library and its files are kept', async ({
  context,
}) => {
  // The first run compiles the shaders, in software, and so does the first after the reload.
  test.setTimeout(300_000)
  const opening = 'Once upon a time, a small fox'
  const { url, end } = await serveSite()
  const page = await context.newPage()
  await page.goto(`${url}#/d/stories`)
  await page.waitForFunction(() => window.sublet !== undefined)
  expect(await page.evaluate(tell, opening)).toMatch(new RegExp(`^${opening}.`))
  await untilKept(page)
  await end()

  await reloadDemo(page, 'Stories')
  expect(await page.evaluate(tell, opening)).toMatch(new RegExp(`^${opening}.`))
})
