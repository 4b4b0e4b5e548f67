import { expect, test, vi } from 'vitest'
import { createTally } from './tally'

test('files are summed up, and each is told beside', () => {
  const progress = vi.fn()
  const tally = createTally(progress)
  const model = tally.file('model.onnx')
  model(10, 100)
  const data = tally.file('model.onnx_data')
  data(5, null)
  data(5, 50)
  expect(progress.mock.calls).toEqual([
    [10, 100, [{ path: 'model.onnx', loaded: 10, total: 100 }]],
    [
      15,
      null,
      [
        { path: 'model.onnx', loaded: 10, total: 100 },
        { path: 'model.onnx_data', loaded: 5, total: null },
      ],
    ],
    [
      15,
      150,
      [
        { path: 'model.onnx', loaded: 10, total: 100 },
        { path: 'model.onnx_data', loaded: 5, total: 50 },
      ],
    ],
  ])
})

test('a total that is less than what came is none', () => {
  const progress = vi.fn()
  createTally(progress).file('m')(11, 10)
  expect(progress).toHaveBeenCalledExactlyOnceWith(11, null, [{ path: 'm', loaded: 11, total: null }])
})
