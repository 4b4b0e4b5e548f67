import type { ProgressInfo } from '@huggingface/transformers'
import { expect, test } from 'vitest'
import { createTrueProgress } from './true-progress'

const NAME = 'org/name'
const URL = 'https://huggingface.co/org/name/resolve/main/onnx/model.onnx'
const MODEL = 'onnx/model.onnx'

function setUp() {
  const told: ProgressInfo[] = []
  return { told, progress: createTrueProgress((info) => told.push(info)) }
}

const initiate = (file: string): ProgressInfo => ({ status: 'initiate', name: NAME, file })
const download = (file: string): ProgressInfo => ({ status: 'download', name: NAME, file })
const done = (file: string): ProgressInfo => ({ status: 'done', name: NAME, file })
const bytes = (file: string, loaded: number, total: number): ProgressInfo => ({
  status: 'progress',
  name: NAME,
  file,
  progress: (loaded / total) * 100,
  loaded,
  total,
})
const total = (files: Record<string, { loaded: number; total: number }>): ProgressInfo => {
  const all = Object.values(files)
  const loaded = all.reduce((sum, file) => sum + file.loaded, 0)
  const whole = all.reduce((sum, file) => sum + file.total, 0)
  return {
    status: 'progress_total',
    name: NAME,
    progress: (loaded / whole) * 100,
    loaded,
    total: whole,
    files,
  }
}

test('what the library tells of other files is passed on', () => {
  const { told, progress } = setUp()
  const events = [
    initiate('config.json'),
    download('config.json'),
    bytes('config.json', 3, 3),
    done('config.json'),
  ]
  for (const event of events) progress.callback(event)
  expect(told).toEqual(events)
})

test('of a model it tells what staging does, in the order of the library, and not the bytes of the ticket', () => {
  const { told, progress } = setUp()
  progress.callback(initiate(MODEL))
  progress.staging(URL, [{ path: 'model.onnx', loaded: 100, total: 400 }])
  progress.staging(URL, [{ path: 'model.onnx', loaded: 400, total: 400 }])
  progress.callback(download(MODEL))
  progress.callback(bytes(MODEL, 60, 60))
  progress.callback(done(MODEL))
  expect(told).toEqual([
    initiate(MODEL),
    download(MODEL),
    bytes(MODEL, 100, 400),
    bytes(MODEL, 400, 400),
    done(MODEL),
  ])
})

test('the sum has the true bytes of the model among those of the other files', () => {
  const { told, progress } = setUp()
  progress.callback(initiate(MODEL))
  progress.callback(total({ 'config.json': { loaded: 5, total: 5 }, [MODEL]: { loaded: 0, total: 400 } }))
  progress.staging(URL, [{ path: 'model.onnx', loaded: 100, total: 400 }])
  // The library has read a ticket of 60 bytes.
  progress.callback(total({ 'config.json': { loaded: 5, total: 5 }, [MODEL]: { loaded: 60, total: 60 } }))
  const half = total({ 'config.json': { loaded: 5, total: 5 }, [MODEL]: { loaded: 100, total: 400 } })
  expect(told.filter(({ status }) => status === 'progress_total').slice(1)).toEqual([half, half])
})

test('external data is a file of its own, and what did not move is not told again', () => {
  const { told, progress } = setUp()
  progress.callback(initiate(MODEL))
  const graph = { path: 'model.onnx', loaded: 10, total: 10 }
  progress.staging(URL, [graph, { path: 'model.onnx_data', loaded: 50, total: 100 }])
  progress.staging(URL, [graph, { path: 'model.onnx_data', loaded: 100, total: 100 }])
  expect(told.filter(({ status }) => status === 'progress')).toEqual([
    bytes(MODEL, 10, 10),
    bytes(`${MODEL}_data`, 50, 100),
    bytes(`${MODEL}_data`, 100, 100),
  ])
})

test('while the server has not said how long a file is, it is as long as what came, or as the library knows', () => {
  const { told, progress } = setUp()
  progress.callback(initiate(MODEL))
  progress.staging(URL, [{ path: 'model.onnx', loaded: 70, total: null }])
  progress.callback(total({ [MODEL]: { loaded: 0, total: 200 } }))
  progress.staging(URL, [{ path: 'model.onnx', loaded: 100, total: null }])
  expect(told.filter(({ status }) => status === 'progress')).toEqual([
    bytes(MODEL, 70, 70),
    bytes(MODEL, 100, 200),
  ])
})

test('another model that is staged meanwhile is not this one', () => {
  const { told, progress } = setUp()
  progress.callback(initiate(MODEL))
  progress.staging('https://huggingface.co/org/other/resolve/main/onnx/model.onnx', [
    { path: 'model.onnx', loaded: 1, total: 2 },
  ])
  expect(told).toEqual([initiate(MODEL)])
})
