import { describe, expect, test } from 'vitest'
import { fixture } from '../fixtures/files'
import {
  graphContent,
  type OnnxFile,
  type OnnxFunction,
  type OnnxNode,
  type OnnxWeight,
  onnxFile,
} from '../fixtures/onnx-file'
import { packBytes } from '../fixtures/pack-bytes'
import { FIXED32 } from '../wire/field'
import { concat, fieldBytes, messageField } from '../wire/write'
import { TENSOR } from './fields'

/** Weight by weight: what it becomes, or why it stays. */
function plan(model: Uint8Array, beside?: Record<string, Uint8Array>): Record<string, string> {
  const { placements } = packBytes(model, beside)
  const words = [...placements].map(([name, placement]) => {
    if (placement.place === 'moved') return [name, placement.type]
    return [name, placement.place === 'inline' ? placement.reason : 'dropped']
  })
  return Object.fromEntries(words)
}

test('large float weights move, transposed and packed ones too; shapes, small and dead ones do not', () => {
  expect(plan(fixture('embedded.onnx'))).toEqual({
    w: 'float32',
    bias: 'small',
    typed: 'float32',
    turned: 'float32',
    picks: 'type',
    shape: 'type',
    dead: 'dropped',
  })
})

test('what a body reads from outside moves too', () => {
  expect(plan(fixture('bodies.onnx'))).toEqual({ w: 'float32', outer: 'float32' })
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

/** What becomes of a weight of 4 KiB, float32 unless it says otherwise, in this file. */
function planOf(file: OnnxFile, weight: Partial<OnnxWeight> = {}): string | undefined {
  const w = { name: 'w', dataType: 1, dims: [32, 32], raw: new Uint8Array(4096), ...weight }
  return plan(onnxFile({ ...file, weights: [w, ...(file.weights ?? [])] })).w
}

const read = (opType: string, ...inputs: string[]): OnnxNode => ({ opType, inputs, outputs: ['y'] })
const quantised = (opType: string, ...inputs: string[]): OnnxNode => ({
  ...read(opType, ...inputs),
  domain: 'com.microsoft',
})

test.each([
  ['bfloat16', 16, 2048, 'type'],
  ['int8', 3, 4096, 'type'],
  ['uint4', 21, 8192, 'uint4'],
  ['int4', 22, 8191, 'int4'],
])('%s', (_, dataType, elements, expected) => {
  expect(planOf({ nodes: [read('DequantizeLinear', 'w', 's')] }, { dataType, dims: [elements] })).toBe(
    expected,
  )
})

const UINT8 = { dataType: 2, dims: [4096] }

test.each<[string, OnnxNode[], Partial<OnnxWeight>, string]>([
  ['an operator without a WebGPU kernel', [read('RNN', 'x', 'w', 'r')], {}, 'cpuOperator'],
  ['one that is not known', [quantised('Mystery', 'x', 'w')], {}, 'cpuOperator'],
  ['a kernel that has not this type', [read('MatMul', 'x', 'w')], UINT8, 'cpuOperand'],
  ['an operand that is read on the CPU', [read('Resize', 'x', 'roi', 'w')], {}, 'cpuOperand'],
  ['a bound of Clip', [read('Clip', 'x', 'w')], {}, 'cpuOperand'],
  ['4-bit weights', [quantised('MatMulNBits', 'x', 'w', 's', 'z')], UINT8, 'uint8'],
  ['zero points', [quantised('MatMulNBits', 'x', 'b', 's', 'w')], UINT8, 'uint8'],
  [
    'an input of MatMulNBits that holds no bytes',
    [quantised('MatMulNBits', 'x', 'b', 'w')],
    UINT8,
    'cpuOperand',
  ],
  ['LSTM', [read('LSTM', 'x', 'w', 'r')], {}, 'float32'],
  ['LSTM in float16', [read('LSTM', 'x', 'w', 'r')], { dataType: 10, dims: [2048] }, 'cpuOperand'],
  ['a result that is computed once', [read('Cast', 'w')], {}, 'folded'],
  ['one of two constants', [read('Mul', 'w', 'other')], {}, 'folded'],
  ['a slice whose bounds are computed', [read('Slice', 'w', 'from', 'to')], {}, 'float32'],
  [
    'one reader that is on the CPU',
    [read('MatMul', 'x', 'w'), read('RNN', 'x', 'w', 'r')],
    {},
    'cpuOperator',
  ],
  ['a missing input of the same name', [read('MatMul', 'x', '')], { name: '' }, 'dropped'],
])('%s', (_, nodes, weight, expected) => {
  const other = { name: 'other', dataType: 1, dims: [4], raw: new Uint8Array(16) }
  const w = { name: 'w', dataType: 1, dims: [32, 32], raw: new Uint8Array(4096), ...weight }
  expect(plan(onnxFile({ nodes, weights: [w, other] }))[w.name]).toBe(expected)
})

describe('what a body reads from outside', () => {
  const body = (nodes: OnnxNode[], outputs = ['z']): Uint8Array => graphContent({ nodes, outputs })
  const branch = (content: Uint8Array): OnnxNode => ({
    ...read('If', 'cond'),
    attributes: { then_branch: { body: content }, else_branch: { body: body([], ['x']) } },
  })
  const inner = (node: OnnxNode): OnnxNode => ({ ...node, outputs: ['z'] })

  test.each<[string, Uint8Array, string]>([
    ['on the GPU moves', body([inner(read('MatMul', 'x', 'w'))]), 'float32'],
    ['on the CPU stays', body([inner(read('RNN', 'x', 'w', 'r'))]), 'cpuOperator'],
    ['and hands out stays', body([], ['w']), 'graphOutput'],
    ['in a body within it moves', body([inner(branch(body([inner(read('MatMul', 'x', 'w'))])))]), 'float32'],
    ['transposed stays', body([inner(read('Transpose', 'w'))]), 'folded'],
    [
      'by a name that it has itself is another value',
      body([{ ...read('Exp', 'x'), outputs: ['w', 'z'] }, read('MatMul', 'x', 'w')]),
      'dropped',
    ],
  ])('%s', (_, content, expected) => {
    expect(planOf({ nodes: [branch(content)] })).toBe(expected)
  })
})

describe('a weight that is given to a function of the model', () => {
  const call = (...inputs: string[]): OnnxNode => ({ ...read('F', ...inputs), domain: 'local' })
  const f = (nodes: OnnxNode[], outputs = ['y']): OnnxFunction => ({
    domain: 'local',
    name: 'F',
    inputs: ['a', 'b'],
    outputs,
    nodes,
  })

  test.each<[string, OnnxFunction, string]>([
    ['moves when the body reads it on the GPU', f([read('MatMul', 'a', 'b')]), 'float32'],
    ['stays when the body reads it on the CPU', f([read('RNN', 'a', 'b', 'r')]), 'cpuOperator'],
    ['stays when the body hands it on', f([], ['b']), 'graphOutput'],
    ['stays when the function calls itself', f([call('a', 'b')]), 'cpuOperator'],
  ])('%s', (_, local, expected) => {
    expect(planOf({ nodes: [call('x', 'w')], functions: [local] })).toBe(expected)
  })

  test('goes before an operator of the same name', () => {
    const shadow = { ...f([read('RNN', 'a', 'b', 'r')]), domain: '', name: 'MatMul' }
    expect(planOf({ nodes: [read('MatMul', 'x', 'w')], functions: [shadow] })).toBe('cpuOperator')
  })
})

test('packed float_data is a plain copy; unpacked, doubled and other typed data is not', () => {
  const nodes = [read('MatMul', 'x', 'w')]
  const floats = messageField(TENSOR.floatData, [new Uint8Array(4096)])
  const withTyped = (typed: Uint8Array, dataType = 1): string | undefined => {
    const weight = { name: 'w', dataType, dims: [32, 32], typed }
    return plan(onnxFile({ nodes, weights: [weight] })).w
  }
  expect(withTyped(floats)).toBe('float32')
  expect(withTyped(concat([floats, floats]))).toBe('typedData')
  expect(withTyped(messageField(TENSOR.int32Data, [new Uint8Array(4096)]), 10)).toBe('typedData')
  const one = fieldBytes({ number: TENSOR.floatData, wire: FIXED32, payload: new Uint8Array(4) })
  expect(withTyped(concat(Array(1024).fill(one)))).toBe('small')
})
