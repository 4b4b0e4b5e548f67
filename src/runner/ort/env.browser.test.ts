import * as real from 'onnxruntime-web/webgpu'
import { expect, test, vi } from 'vitest'
import { env } from './env'
import { openTestRealm } from './realm.fixture'

test('what a handler sets is read back and does not reach the engine', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  env.wasm.numThreads = 8
  env.wasm.wasmPaths = 'https://cdn.example/'
  env.wasm.proxy = true
  expect([env.wasm.numThreads, env.wasm.wasmPaths, env.wasm.proxy]).toEqual([8, 'https://cdn.example/', true])
  expect([real.env.wasm.wasmPaths, real.env.wasm.proxy]).not.toContain('https://cdn.example/')
  expect(real.env.wasm.numThreads).not.toBe(8)
  env.wasm.numThreads = 16
  expect(warn.mock.calls.map(([text]) => String(text).split(' ')[0])).toEqual([
    'env.wasm.numThreads',
    'env.wasm.wasmPaths',
    'env.wasm.proxy',
  ])
  warn.mockRestore()
})

test('nothing is said of values that ask for what is anyway', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  Object.assign(env.wasm, { numThreads: 1, simd: true, proxy: false, wasmPaths: {}, initTimeout: 0 })
  env.webgpu.powerPreference = 'high-performance'
  expect(warn).not.toHaveBeenCalled()
  warn.mockRestore()
})

test('other flags, and ones that are not known, are those of ONNX Runtime', () => {
  env.debug = true
  expect(real.env.debug).toBe(true)
  env.debug = false
  env.mine = { any: 'thing' }
  expect(real.env.mine).toEqual({ any: 'thing' })
  expect(env.versions).toBe(real.env.versions)
})

test('the device is that of the lease, and there is none outside', async () => {
  const realm = await openTestRealm()
  await expect(env.webgpu.device).rejects.toMatchObject({ code: 'GpuNotAttached' })
  await realm.lease(async () => expect(await env.webgpu.device).toBe(realm.residency.leased()))
  await expect(env.webgpu.device).rejects.toMatchObject({ code: 'GpuNotAttached' })
  await realm.residency.demote('idle')
})
