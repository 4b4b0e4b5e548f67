import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDevice } from './device'
import { natives } from './natives'
import { patiently } from './patience'

const HOOKS = { lost: () => undefined, uncaptured: () => undefined }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('what is good at once is not tried again', async () => {
  const attempt = vi.fn(async () => 1)
  expect(await patiently(attempt, (value) => value === 1)).toBe(1)
  expect(attempt).toHaveBeenCalledTimes(1)
})

test('what does not become good is given up after 1.55 s, with its last outcome', async () => {
  let tries = 0
  const tried = patiently(
    async () => ++tries,
    () => false,
  )
  await vi.advanceTimersByTimeAsync(1549)
  expect(tries).toBe(5)
  await vi.advanceTimersByTimeAsync(1)
  expect(await tried).toBe(6)
})

test('an adapter that is missing for a moment is waited for', async () => {
  let missing = 3
  const device = createDevice(HOOKS, async (options) =>
    missing-- > 0 ? null : navigator.gpu.requestAdapter(options),
  )
  await vi.advanceTimersByTimeAsync(350)
  vi.useRealTimers()
  expect(await device).toBeInstanceOf(GPUDevice)
  natives.destroyDevice(await device)
})

test.each([
  ['there is none', async () => null, 'The browser offers no WebGPU adapter.'],
  ['it fails', () => Promise.reject(new Error('no GPU')), 'The browser gave no device: Error: no GPU'],
])('when %s for long, that is said', async (_, requestAdapter, message) => {
  const device = createDevice(HOOKS, requestAdapter)
  device.catch(() => undefined)
  await vi.advanceTimersByTimeAsync(2000)
  await expect(device).rejects.toMatchObject({ code: 'GpuUnavailable', message })
})
