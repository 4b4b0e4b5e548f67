import * as ort from 'onnxruntime-web'
import { describe, expect, test } from 'vitest'
import { type OnnxFile, type OnnxNode, onnxFile, typedValue } from '../fixtures/onnx-file'
import { packBytes, scanBytes } from '../fixtures/pack-bytes'
import { GRAPH } from './fields'
import { transB } from './transpose-fold'

const COLUMNS = 48
const INNER = 32
const floats = Float32Array.from({ length: COLUMNS * INNER }, (_, at) => Math.sin(at * 0.7))
const W = { name: 'w', dataType: 1, dims: [COLUMNS, INNER], raw: new Uint8Array(floats.buffer) }

const node = (opType: string, inputs: string[], output: string, attributes = {}): OnnxNode => ({
  opType,
  inputs,
  outputs: [output],
  attributes,
})
const TURN = node('Transpose', ['w'], 't', { perm: [1, 0] })

/** A model of one input x and one output y. */
function model(nodes: readonly OnnxNode[], rank = 2, more: OnnxFile = {}): Uint8Array {
  const dims = Array.from({ length: rank - 1 }, (_, axis) => `d${axis}`)
  return onnxFile({
    ...more,
    nodes,
    outputs: [],
    weights: [W, ...(more.weights ?? [])],
    more: [
      typedValue(GRAPH.input, 'x', 1, [...dims, INNER]),
      typedValue(GRAPH.output, 'y', 1, [...dims, COLUMNS]),
      ...(more.more ?? []),
    ],
  })
}

const operators = (bytes: Uint8Array): string[] =>
  scanBytes(packBytes(bytes).skeleton).nodes.map(({ operator }) => operator)

async function run(bytes: Uint8Array, feeds: Record<string, ort.Tensor>): Promise<ort.Tensor | undefined> {
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: ['wasm'],
    logSeverityLevel: 3,
  })
  const { y } = await session.run(feeds)
  await session.release()
  return y
}

describe('a folded product is the product, whatever its rank', () => {
  test.each([[[INNER]], [[5, INNER]], [[2, 3, INNER]], [[2, 1, 3, INNER]], [[2, 0, INNER]], [[0, INNER]]])(
    'x is [%s]',
    async (dims) => {
      const bytes = model([TURN, node('MatMul', ['x', 't'], 'y')], dims.length)
      const packed = packBytes(bytes)
      expect(packed.tensors.map(({ name }) => name)).toEqual(['w'])
      expect(operators(bytes)).not.toContain('Transpose')
      const size = dims.reduce((product, dim) => product * dim, 1)
      const values = Float32Array.from({ length: size }, (_, at) => Math.cos(at))
      const x = new ort.Tensor('float32', values, dims)
      const expected = await run(bytes, { x })
      const found = await run(packed.skeleton, { x, w: new ort.Tensor('float32', floats, W.dims) })
      expect(found?.dims).toEqual([...dims.slice(0, -1), COLUMNS])
      expect(found?.dims).toEqual(expected?.dims)
      for (const [at, value] of Array.from(expected?.data ?? [], Number).entries())
        expect(Number(found?.data[at])).toBeCloseTo(value, 4)
    },
  )

  test.each([
    ['without transB', {}],
    ['with transB 0', { transB: 0 }],
  ])('a Gemm %s gets it', async (_, attributes) => {
    const bytes = model([TURN, node('Gemm', ['x', 't'], 'y', attributes)])
    const packed = packBytes(bytes)
    expect(operators(bytes)).toEqual(['Gemm'])
    const x = new ort.Tensor('float32', floats.slice(7, 7 + 2 * INNER), [2, INNER])
    const expected = await run(bytes, { x })
    const found = await run(packed.skeleton, { x, w: new ort.Tensor('float32', floats, W.dims) })
    for (const [at, value] of Array.from(expected?.data ?? [], Number).entries())
      expect(Number(found?.data[at])).toBeCloseTo(value, 4)
  })

  test('a Gemm that turned it back reads it as it lies', () => {
    const bytes = model([TURN, node('Gemm', ['x', 't'], 'y', { transB: 1 })])
    const [gemm] = scanBytes(packBytes(bytes).skeleton).nodes
    expect(gemm?.inputs).toEqual(['x', 'w'])
    expect(gemm && transB(gemm)).toBe(false)
  })
})

test.each<[string, OnnxNode[], OnnxFile]>([
  ['on the left', [TURN, node('MatMul', ['t', 'x'], 'y')], {}],
  ['on both sides', [TURN, node('MatMul', ['t', 't'], 'y')], {}],
  ['read by something else too', [TURN, node('MatMul', ['x', 't'], 'z'), node('Exp', ['t'], 'y')], {}],
  [
    'an output of the graph',
    [TURN, node('MatMul', ['x', 't'], 'y')],
    { more: [typedValue(GRAPH.output, 't', 1, [])] },
  ],
  [
    'turned in another way',
    [node('Transpose', ['w'], 't', { perm: [0, 1] }), node('MatMul', ['x', 't'], 'y')],
    {},
  ],
  ['in an older opset', [TURN, node('MatMul', ['x', 't'], 'y')], { opsets: [{ domain: '', version: 14 }] }],
  ['a constant product', [TURN, node('MatMul', ['c', 't'], 'y')], { weights: [{ ...W, name: 'c' }] }],
  [
    'a weight that stays for another reader',
    [TURN, node('MatMul', ['x', 't'], 'z'), node('RNN', ['z', 'w', 'r'], 'y')],
    {},
  ],
  [
    'a function of the model that is called MatMul',
    [TURN, node('MatMul', ['x', 't'], 'y')],
    { functions: [{ domain: '', name: 'MatMul', inputs: ['a', 'b'], outputs: ['a'], nodes: [] }] },
  ],
])('it is left alone: %s', (_, nodes, more) => {
  const bytes = model(nodes, 2, more)
  expect(packBytes(bytes).tensors.map(({ name }) => name)).not.toContain('w')
  expect(operators(bytes)).toEqual(nodes.map(({ opType }) => opType))
})

test('new values have names that nothing else in the model has', () => {
  const other = node('Exp', ['x'], 'sublet/0/columns')
  const { initializers } = scanBytes(
    packBytes(model([other, TURN, node('MatMul', ['x', 't'], 'y')])).skeleton,
  )
  expect(initializers.map(({ name }) => name)).toEqual(['sublet2/0/columns'])
})
