import { expect, test } from 'vitest'
import { fixture } from '../fixtures/files'
import { type OnnxWeight, onnxFile } from '../fixtures/onnx-file'
import { packBytes } from '../fixtures/pack-bytes'

/** Weight by weight: what it becomes, or why it stays. */
function plan(model: Uint8Array, beside?: Record<string, Uint8Array>): Record<string, string> {
  const { placements } = packBytes(model, beside)
  const words = [...placements].map(([name, placement]) => {
    if (placement.place === 'moved') return [name, placement.type]
    return [name, placement.place === 'inline' ? placement.reason : 'dropped']
  })
  return Object.fromEntries(words)
}

test('large float weights move; shapes, small, folded, dead ones and typed data do not', () => {
  expect(plan(fixture('embedded.onnx'))).toEqual({
    w: 'float32',
    bias: 'small',
    typed: 'typedData',
    turned: 'folded',
    picks: 'type',
    shape: 'type',
    dead: 'dropped',
  })
})

test('what a body reads from outside stays', () => {
  expect(plan(fixture('bodies.onnx'))).toEqual({ w: 'float32', outer: 'captured' })
})

test('uint8 moves unless an operator that runs on the CPU reads it', () => {
  expect(plan(fixture('quantized.onnx'))).toEqual({
    wq: 'cpuOperator',
    vq: 'uint8',
    scale: 'small',
    zero: 'small',
  })
})

test('float16 moves', () => {
  expect(plan(fixture('half.onnx'))).toEqual({ w: 'float16' })
})

test('external data moves as embedded data does', () => {
  const beside = { 'external.data': fixture('external.data') }
  expect(plan(fixture('external.onnx'), beside)).toEqual({ w1: 'float32', w2: 'float32', bias: 'small' })
})

test('a weight that is an output of the graph stays', () => {
  const w: OnnxWeight = { name: 'w', dataType: 1, dims: [1024], raw: new Uint8Array(4096) }
  expect(plan(onnxFile({ weights: [w], outputs: ['w'] }))).toEqual({ w: 'graphOutput' })
})

test.each([
  ['bfloat16', 16, 2048, 'type'],
  ['int8', 3, 4096, 'type'],
  ['uint4', 21, 8192, 'uint4'],
  ['int4', 22, 8191, 'int4'],
])('%s', (_, dataType, elements, expected) => {
  const w: OnnxWeight = { name: 'w', dataType, dims: [elements], raw: new Uint8Array(4096) }
  const nodes = [{ opType: 'Gather', inputs: ['w', 'i'], outputs: ['y'] }]
  expect(plan(onnxFile({ nodes, weights: [w] }))).toEqual({ w: expected })
})
