import { expect, test } from './site'

test('without a lease there is an adapter and no device', async ({ site }) => {
  const call = await site.start('module-scope', [])
  expect(await call.ended()).toEqual({
    outputs: [
      {
        atModuleScope: { adapter: true, limit: expect.any(Number), device: 'GpuNotAttached' },
        inside: true,
        afterwards: 'GpuNotAttached',
      },
    ],
  })
})

test('a generator streams, and what it yielded outlives its failure', async ({ site }) => {
  const whole = await site.start('counts', [''])
  expect(await whole.ended()).toEqual({ outputs: ['three'] })
  const broken = await site.start('counts', ['three'])
  expect(await broken.ended()).toMatchObject({
    error: { code: 'HandlerFailed', message: 'RangeError: no three' },
  })
  expect(await broken.state()).toMatchObject({ phase: 'failed', outputs: ['two'] })
  await expect.poll(async () => (await broken.state()).leases[0]?.bill?.outcome).toBe('failed')
})

test('plain WebGPU needs no library: mandelbrot gives an image', async ({ site }) => {
  const seen = await site.page.evaluate(async () => {
    const [image] = await window.sublet.predict('mandelbrot', [-0.75, 0, 1, 128])
    if (!(image instanceof ImageData)) throw new Error('no image came back')
    const at = (x: number, y: number) =>
      [...image.data.subarray(4 * (y * image.width + x)).subarray(0, 4)].join()
    const colours = new Set(Array.from({ length: image.width }, (_, x) => at(x, 40)))
    return {
      width: image.width,
      height: image.height,
      centre: at(image.width / 2, image.height / 2),
      colours: colours.size,
    }
  })
  expect(seen).toMatchObject({ width: 480, height: 320, centre: '5,8,13,255' })
  expect(seen.colours).toBeGreaterThan(10)
})
