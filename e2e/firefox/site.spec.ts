import { heldOut } from '../site'
import { expect, test } from './site'

test('digits that the model never saw are told apart', async ({ openPage }) => {
  const page = await openPage()
  const pixels = heldOut.images.slice(0, 20).flatMap((image) => image.map((ink) => ink / heldOut.scale))
  const top = await page.evaluate(async (pixels) => {
    const [logits] = await window.sublet.predict('logits', [pixels])
    if (!(logits instanceof Float32Array)) throw new Error('no logits came back')
    const digits = Array.from({ length: logits.length / 10 }, (_, at) => [
      ...logits.slice(at * 10, at * 10 + 10),
    ])
    return digits.map((of) => of.indexOf(Math.max(...of)))
  }, pixels)
  const right = top.filter((digit, at) => digit === heldOut.labels[at])
  expect(right.length).toBeGreaterThanOrEqual(18)
  await page.close()
})

test('plain WebGPU gives an image', async ({ openPage }) => {
  const page = await openPage()
  const seen = await page.evaluate(async () => {
    const [image] = await window.sublet.predict('mandelbrot', [-0.75, 0, 1, 128])
    if (!(image instanceof ImageData)) throw new Error('no image came back')
    const middle = 4 * (image.width * (image.height / 2) + image.width / 2)
    return { width: image.width, height: image.height, centre: [...image.data.slice(middle, middle + 4)] }
  })
  expect(seen).toEqual({ width: 480, height: 320, centre: [5, 8, 13, 255] })
  await page.close()
})

test('without a lease there is an adapter and no device', async ({ openPage }) => {
  const page = await openPage()
  const [seen] = await page.evaluate(async () => [...(await window.sublet.predict('module-scope', []))])
  expect(seen).toEqual({
    atModuleScope: { adapter: true, limit: expect.any(Number), device: 'GpuNotAttached' },
    inside: true,
    afterwards: 'GpuNotAttached',
  })
  await page.close()
})

test('an overrun ends in time, and the GPU is free for the next one', async ({ openPage }) => {
  const page = await openPage()
  const seen = await page.evaluate(async () => {
    const code = await window.sublet.predict('endless', [1]).catch((error) => error.code)
    return [code, ...(await window.sublet.predict('endless', [0]))]
  })
  expect(seen).toEqual(['TaskAborted', 'done'])
  await page.close()
})
