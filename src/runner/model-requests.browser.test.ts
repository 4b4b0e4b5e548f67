import { expect, test, vi } from 'vitest'
import { SubletError } from '../protocol/errors'
import { createModelRequests } from './model-requests'
import type { Staged } from './staged'

function setUp() {
  const post = vi.fn()
  const wasm = Promise.withResolvers<WebAssembly.Module>()
  return { post, wasm, requests: createModelRequests(post, wasm.promise) }
}

const STAGED: Staged = {
  digest: 'd',
  skeleton: new Uint8Array(),
  tensors: [],
  externalData: [],
  files: [],
  inputs: [],
  outputs: [],
}

test('each model is asked for by an id of its own, and answered by it', async () => {
  const { post, requests } = setUp()
  const file = new Blob(['onnx'])
  const externalData = [{ path: 'w', data: new Blob(['w']) }]
  const byPath = requests.stage('models/a.onnx')
  const byBytes = requests.stage({ file, externalData })
  expect(post.mock.calls).toEqual([
    [{ type: 'model', model: '1', path: 'models/a.onnx' }],
    [{ type: 'modelBytes', model: '2', file, externalData }],
  ])
  requests.staged('2', STAGED)
  requests.notStaged('1', new SubletError('ModelNotFound', 'it is not there'))
  expect(await byBytes).toBe(STAGED)
  await expect(byPath).rejects.toMatchObject({ code: 'ModelNotFound' })
})

test('a model that was prepared is there for its session, once', async () => {
  const { post, requests } = setUp()
  const first = requests.prepare('a.onnx')
  const second = requests.prepare('a.onnx')
  requests.staged('1', STAGED)
  await Promise.all([first, second])
  expect(await requests.stage('a.onnx')).toBe(STAGED)
  expect(post).toHaveBeenCalledOnce()
  void requests.stage('a.onnx')
  expect(post).toHaveBeenCalledTimes(2)
})

test('a model that could not be prepared is asked for anew', async () => {
  const { post, requests } = setUp()
  const first = requests.prepare('a.onnx')
  requests.notStaged('1', new SubletError('ModelNotFound', 'not yet'))
  await expect(first).rejects.toMatchObject({ code: 'ModelNotFound' })
  const again = requests.stage('a.onnx')
  requests.staged('2', STAGED)
  expect(await again).toBe(STAGED)
  expect(post).toHaveBeenCalledTimes(2)
})

test('whoever watches is told what is stored of each file, and all of it at the end', () => {
  const { requests } = setUp()
  const told = vi.fn()
  const unwatch = requests.watch(told)
  void requests.stage('a.onnx')
  void requests.stage('b.onnx')
  requests.staging('1', [{ path: 'a.onnx', loaded: 1, total: 2 }])
  requests.staged('1', { ...STAGED, files: [{ path: 'a.onnx', bytes: 2, segments: [] }] })
  unwatch()
  requests.staged('2', STAGED)
  expect(told.mock.calls).toEqual([
    ['a.onnx', [{ path: 'a.onnx', loaded: 1, total: 2 }]],
    ['a.onnx', [{ path: 'a.onnx', loaded: 2, total: 2 }]],
  ])
})

test('ONNX Runtime is asked for once, when it is first needed', async () => {
  const { post, wasm, requests } = setUp()
  expect(post).not.toHaveBeenCalled()
  const first = requests.runtime()
  const second = requests.runtime()
  expect(post.mock.calls).toEqual([[{ type: 'runtime' }]])
  // The smallest module there is.
  const module = await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))
  wasm.resolve(module)
  expect(await Promise.all([first, second])).toEqual([module, module])
})
