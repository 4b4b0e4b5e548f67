import { launchOptions } from '../tools/browser/chromium.mjs'
import { expect, test } from './site'

// A canvas needs more of a GPU than a buffer does: without these the first texture of one loses the device.
const { args, ...launch } = launchOptions()
const canvases = ['--enable-features=Vulkan', '--use-vulkan=swiftshader', '--use-angle=swiftshader']
test.use({ launchOptions: { ...launch, args: [...args, ...canvases] } })

test('TypeGPU runs as it is', async ({ site }) => {
  for (let run = 0; run < 2; run++) {
    const call = await site.start('gpu-typegpu', [[1, 2, 3, 4]])
    expect(await call.ended()).toEqual({ outputs: [[2, 4, 6, 8]] })
  }
})

test('what does not fit is refused with what was asked, held and allowed, and by whom', async ({ site }) => {
  const call = await site.start('gpu-memory', [])
  const { error } = await call.ended()
  expect(error).toMatchObject({
    code: 'OutOfMemory',
    message: expect.stringMatching(
      /^texture 'sky' of 4\.2 MB was asked for; .* the most by buffer 'sea': 40\.0 MB, texture 'sky': /,
    ),
    figures: { askedBytes: 4 << 20, heldBytes: expect.any(Number), allowedBytes: expect.any(Number) },
  })
  const { askedBytes = 0, heldBytes = 0, allowedBytes = 0 } = error?.figures ?? {}
  expect(heldBytes + askedBytes).toBeGreaterThan(allowedBytes)
  expect(heldBytes).toBeLessThanOrEqual(allowedBytes)
})

test("mistakes come to the run's log, with where they were made", async ({ site }) => {
  const call = await site.start('gpu-errors', ['inside'])
  expect(await call.ended()).toEqual({ outputs: ['done'] })
  await site.page.goto('./#/d/gpu-errors')
  const again = await site.start('gpu-errors', ['inside'])
  await again.ended()
  const log = site.page.getByRole('log')
  await expect(log).toContainText(/WGSL of 'typo', 2:\d+: error: /)
  await expect(log).toContainText(/createShaderModule\(\) at .*handler\.ts:\d+:\d+ in mistakes\(\)/)
  await expect(log).toContainText(
    /validation error: .*createBuffer\(\) at .*handler\.ts:\d+:\d+ in mistakes\(\)/,
  )
  await expect(log).toContainText('in an error scope that was left open')
})

test('a device that was kept is closed, and the refusal names the line to move', async ({ site }) => {
  const call = await site.start('gpu-errors', ['after'])
  const { error } = await call.ended()
  expect(error).toMatchObject({
    code: 'GpuNotAttached',
    message: expect.stringMatching(/GPUDevice\.createBuffer\(\) needs the GPU, .*handler\.ts:\d+:\d+/),
  })
})

test('a canvas is drawn under a lease, and gives no texture after it', async ({ site }) => {
  const call = await site.start('gpu-canvas', [])
  expect(await call.ended()).toEqual({
    outputs: [{ pixel: [255, 0, 255, 255], afterwards: 'GpuNotAttached' }],
  })
})
