import { expect, requestLog, test } from './site'

test('Gaussian splats are drawn under the policy of the page, by code that is loaded for them alone', async ({
  site: { page, open },
}) => {
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text())
  })
  await open('#/d/gaussian')
  const run = page.getByRole('button', { name: 'Run', exact: true })
  await expect(run).toBeEnabled()
  const asked = async () => (await requestLog(page)).filter((path) => /\/(splats|spark)[^/]*\.js$/.test(path))
  const before = (await asked()).length
  await run.click()
  await expect(page.getByText('300 splats')).toBeVisible()
  expect((await asked()).slice(before).some((path) => /spark-worker/.test(path))).toBe(true)
  expect(before).toBe(0)

  const stage = page.getByRole('application', { name: 'Disc: 3D model' })
  await stage.scrollIntoViewIfNeeded()
  const red = async () => {
    const picture = [...(await stage.screenshot())]
    return page.evaluate(async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]))
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      if (context === null) throw new Error('This browser gives no 2D canvas')
      context.drawImage(bitmap, 0, 0)
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
      let count = 0
      for (let at = 0; at < data.length; at += 4)
        if ((data[at] ?? 0) > 150 && (data[at + 1] ?? 0) < 60 && (data[at + 2] ?? 0) < 60) count += 1
      return count / (data.length / 4)
    }, picture)
  }
  // A disc that fills the view: points of 2.5 pixels would cover a hundredth of it.
  await expect.poll(red).toBeGreaterThan(0.1)
  expect(refused).toEqual([])
})
