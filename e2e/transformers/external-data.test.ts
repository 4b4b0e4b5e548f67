import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toSource } from '../hub/source'
import { withDataInside, withDataOutside } from './external-data'

const model = readFileSync('e2e/transformers/models/tiny/minilm/onnx/model.onnx')

test('weights that are moved out and in again are where they were', () => {
  const { graph, data } = withDataOutside(model, 'model.onnx_data')
  expect(graph.length).toBeLessThan(model.length / 2)
  expect(graph.length + data.length).toBeGreaterThan(model.length)
  const whole = withDataInside(graph, toSource(data))
  expect(whole.size).toBe(model.length)
  expect(Buffer.compare(whole.read(0, whole.size), model)).toBe(0)
  expect(Buffer.compare(whole.read(70_000, 70_100), model.subarray(70_000, 70_100))).toBe(0)
})
