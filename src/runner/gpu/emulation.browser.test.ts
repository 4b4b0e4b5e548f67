import { expect, test } from 'vitest'

test('adapters answer as they are; a device is had and used only under a lease, and metered', async () => {
  const worker = new Worker(new URL('./emulation.fixture.ts', import.meta.url), { type: 'module' })
  const seen = await new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data), { once: true })
    worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true })
  })
  worker.terminate()
  expect(seen).toEqual({
    limits: true,
    features: true,
    deviceAtModuleScope: 'GpuNotAttached',
    sameDevice: true,
    fullLimits: true,
    heldInside: 600,
    tooMuch: 'OutOfMemory',
    write: 'done',
    submit: 'done',
    heldAfterDestroy: 0,
    worksAfterDestroy: 7,
    losses: 0,
    afterwards: {
      requestDevice: 'GpuNotAttached',
      createBuffer: 'GpuNotAttached',
      submit: 'GpuNotAttached',
      writeBuffer: 'GpuNotAttached',
      writeTexture: 'GpuNotAttached',
      copyExternalImageToTexture: 'GpuNotAttached',
    },
  })
})
