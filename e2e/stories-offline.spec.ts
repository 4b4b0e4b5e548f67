import { serveSite } from './serve-site'
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
  await page.waitForFunction(async () => {
    const kept = await (await caches.open('latest')).keys()
    return (
      navigator.serviceWorker.controller !== null && kept.some((request) => request.url.endsWith('.wasm'))
    )
  })
  await end()

  await page.reload()
  await page.waitForFunction(() => window.sublet !== undefined)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Stories')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  expect(await page.evaluate(tell, opening)).toMatch(new RegExp(`^${opening}.`))
})
