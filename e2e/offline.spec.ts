import { reloadDemo, serveSite, untilKept } from './serve-site'
import { expect, heldOut, test } from './site'

test.use({ serviceWorkers: 'allow' })

/** Reads a held-out digit in the page. */
const read = async ({ pixels, scale }: { pixels: number[]; scale: number }): Promise<number> => {
  const image = new ImageData(8, 8)
  for (const [at, ink] of pixels.entries()) {
    const grey = Math.round((ink * 255) / scale)
    image.data.set([grey, grey, grey, 255], at * 4)
  }
  const [scores] = await window.sublet.predict('digits', [image])
  if (!Array.isArray(scores)) throw new Error('digits gave no scores')
  return scores.indexOf(Math.max(...scores))
}

test('after one visit a reload without a network runs digits', async ({ context }) => {
  const { url, end } = await serveSite()
  const [pixels] = heldOut.images
  if (pixels === undefined) throw new Error('there is no held-out image')
  const asked = { pixels, scale: heldOut.scale }
  const page = await context.newPage()
  await page.goto(`${url}#/d/digits`)
  await page.waitForFunction(() => window.sublet !== undefined)
  const withNetwork = await page.evaluate(read, asked)
  await untilKept(page)
  await end()

  await reloadDemo(page, 'Digits')
  expect(await page.evaluate(read, asked)).toBe(withNetwork)
  // Its other pages are there, too.
  await page.goto(`${url}#/pool`)
  await expect(page.getByRole('heading', { name: 'Pool', exact: true })).toBeVisible()
  await page.goto(url)
  await expect(page.getByRole('list', { name: 'Demos' })).toBeVisible()
})
