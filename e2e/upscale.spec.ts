import { readFileSync } from 'node:fs'
import { expect, test } from './site'

interface Pair {
  image: string
  small: string
  large: string
  /** PSNR of the luminance in dB, by the model's recipe. */
  bicubic_psnr: number
  psnr: number
}

const pairs: Pair[] = JSON.parse(readFileSync('models/upscale/held-out.json', 'utf8'))
const file = (path: string) => `models/upscale/${path}`

test('a held-out picture comes back closer to the original than bicubic gets, tile by tile', async ({
  site,
}) => {
  const { page } = site
  const pair = pairs.find(({ image }) => image === 'coffee')
  if (pair === undefined) throw new Error('the pair is not there')
  await site.open('#/d/upscale')
  await page.getByLabel('Picture', { exact: true }).setInputFiles(file(pair.small))
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const result = page.getByRole('region', { name: 'Result' })
  for (const tile of [1, 3]) await expect(result).toContainText(`tile ${tile} of 4`)
  await expect(result).toHaveAttribute('data-phase', 'done')
  await expect(result).toContainText('72 × 72 → 144 × 144')

  const original = [...readFileSync(file(pair.large))]
  const psnr = await result.getByRole('img', { name: 'after' }).evaluate(async (canvas, original) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('this is no canvas')
    const read = (source: CanvasImageSource, width: number, height: number) => {
      const context = new OffscreenCanvas(width, height).getContext('2d')
      if (context === null) throw new Error('there is no 2D context')
      context.drawImage(source, 0, 0)
      return context.getImageData(0, 0, width, height).data
    }
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(original)]))
    const wanted = read(bitmap, bitmap.width, bitmap.height)
    const made = read(canvas, bitmap.width, bitmap.height)
    const luma = (data: Uint8ClampedArray, at: number) =>
      0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
    let error = 0
    for (let at = 0; at < made.length; at += 4) error += (luma(made, at) - luma(wanted, at)) ** 2
    return 10 * Math.log10((255 ** 2 * made.length) / 4 / error)
  }, original)
  // What the recipe measured with ONNX Runtime on the CPU.
  expect(Math.abs(psnr - pair.psnr)).toBeLessThan(0.02)
  expect(psnr).toBeGreaterThan(pair.bicubic_psnr + 1)
})

test('Stop ends it between two tiles', async ({ site }) => {
  const { code, tiles } = await site.page.evaluate(async () => {
    const stop = new AbortController()
    const tiles = new Set<string>()
    const image = new ImageData(500, 40)
    const ended = window.sublet.predict('upscale', [image], {
      signal: stop.signal,
      onEvent({ progress }) {
        if (progress === undefined) return
        tiles.add(progress.text)
        if (progress.text === 'tile 2 of 10') stop.abort()
      },
    })
    const code = await ended.then(
      () => 'it ran to its end',
      (error) => error.code,
    )
    return { code, tiles: [...tiles] }
  })
  expect(code).toBe('Cancelled')
  expect(tiles).toContain('tile 1 of 10')
  expect(tiles.length).toBeLessThan(5)
})
