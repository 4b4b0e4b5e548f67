import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import * as ort from 'onnxruntime-web'
import { describe, expect, test } from 'vitest'
import { FIXTURES, fixture, fixtureTensors } from '../fixtures/files'
import { onnxFile, tensorContent } from '../fixtures/onnx-file'
import { type PackedBytes, packBytes, scanBytes } from '../fixtures/pack-bytes'
import { messageField } from '../wire/write'
import { GRAPH, SPARSE } from './fields'
import { MIXED } from './models.fixture'
import { externalLocations } from './pack'
import { planWeights } from './plan'
import { isLong, type Tensor } from './tensor'

const DATA = { 'external.data': fixture('external.data') }
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The bytes of a weight that stayed, out of the skeleton. */
function inlineBytes(tensor: Tensor, skeleton: Uint8Array): Uint8Array {
  for (const field of tensor.fields) {
    if (isLong(field)) return skeleton.subarray(field.offset, field.offset + field.bytes)
    // raw_data, float_data: both are the tensor's memory for the types of the fixtures.
    if (field.number === 9 || field.number === 4) return field.payload
  }
  throw new Error(`${tensor.name} has no data`)
}

describe('skeleton and table together hold every tensor that onnx sees, but dead ones', () => {
  test.each(FIXTURES)('%s', (name) => {
    const packed = packBytes(fixture(`${name}.onnx`), DATA, 1000)
    const stayed = scanBytes(packed.skeleton).initializers.filter(
      (tensor) => !tensor.name.startsWith('sublet'),
    )
    const found = new Map(stayed.map((tensor) => [tensor.name, sha256(inlineBytes(tensor, packed.skeleton))]))
    for (const entry of packed.tensors) {
      expect(found.has(entry.name)).toBe(false)
      found.set(entry.name, sha256(packed.bytesOf(entry)))
    }
    const expected = fixtureTensors(name).filter((tensor) => tensor.name !== 'dead')
    expect(found).toEqual(new Map(expected.map((tensor) => [tensor.name, tensor.sha256])))
    const dims = new Map(packed.tensors.map((entry) => [entry.name, entry.dims]))
    for (const tensor of expected)
      if (dims.has(tensor.name)) expect(dims.get(tensor.name)).toEqual(tensor.dims)
  })
})

test('the interface is what a caller feeds: no weights, symbolic dimensions kept', () => {
  const { inputs, outputs } = packBytes(fixture('embedded.onnx'))
  expect(inputs).toEqual([{ name: 'x', type: 'float32', shape: ['batch', 32] }])
  expect(outputs).toEqual([{ name: 'y', type: 'float32', shape: ['batch', 2, 256] }])
  expect(packBytes(fixture('listed.onnx')).inputs.map((input) => input.name)).toEqual(['x'])
  expect(packBytes(fixture('bodies.onnx')).inputs[1]).toEqual({ name: 'cond', type: 'bool', shape: [] })
})

test('a weight that was listed as an input already stays at its place, and a dead one is not left as an input', () => {
  const skeleton = scanBytes(packBytes(fixture('listed.onnx')).skeleton)
  expect(skeleton.inputs.map((input) => input.name)).toEqual(['x', 'w', 'bias'])
})

test.each([3, 4, 8, 10, 13])(
  'IR version %d is kept, and a weight that is listed as an input is none for a caller',
  (irVersion) => {
    const weights = [{ name: 'w', dataType: 1, dims: [32, 32], raw: new Uint8Array(4096) }]
    const nodes = [{ opType: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }]
    const packed = packBytes(onnxFile({ irVersion, weights, nodes, inputs: ['x', 'w'] }))
    expect(packed.inputs.map(({ name }) => name)).toEqual(['x'])
    const skeleton = scanBytes(packed.skeleton)
    expect(skeleton.irVersion).toBe(irVersion)
    expect(skeleton.inputs.map(({ name, type, shape }) => [name, type, shape])).toEqual([
      ['x', 'undefined', []],
      ['w', 'float32', [32, 32]],
    ])
  },
)

test('external data is found wherever it is: attributes, bodies, functions, sparse weights', () => {
  const outline = scanBytes(MIXED)
  expect(externalLocations(outline, planWeights(outline))).toEqual(['external.data'])
  const packed = packBytes(MIXED, DATA)
  expect(new TextDecoder('latin1').decode(packed.skeleton)).not.toContain('external.data')
  expect(packed.placements.get('given')).toEqual({ place: 'moved', type: 'float32' })
  expect(packed.placements.get('outer')).toEqual({ place: 'inline', reason: 'graphOutput' })
})

test('a sparse weight that is listed as an input is none for a caller', () => {
  const values = tensorContent({ name: 's', dataType: 1, dims: [1], raw: new Uint8Array(4) })
  const more = [messageField(GRAPH.sparseInitializer, [messageField(SPARSE.values, [values])])]
  const nodes = [{ opType: 'Add', inputs: ['x', 's'], outputs: ['y'] }]
  expect(packBytes(onnxFile({ nodes, inputs: ['x', 's'], more })).inputs.map(({ name }) => name)).toEqual([
    'x',
  ])
})

test('external data beyond the end of its file is corrupt, with the numbers', () => {
  const short = { 'external.data': DATA['external.data'].subarray(0, 5000) }
  expect(() => packBytes(fixture('external.onnx'), short)).toThrow(
    expect.objectContaining({
      code: 'ModelCorrupt',
      figures: expect.objectContaining({ expectedBytes: 4096 }),
    }),
  )
})

describe('ONNX Runtime computes the same from the skeleton, with the weights fed as inputs', () => {
  const feeds = {
    x: (width: number) =>
      new ort.Tensor(
        'float32',
        Float32Array.from({ length: width }, (_, i) => Math.sin(i)),
        [1, width],
      ),
    cond: (yes: boolean) => new ort.Tensor('bool', [yes], []),
  }

  async function run(model: Uint8Array, inputs: Record<string, ort.Tensor>): Promise<number[]> {
    const session = await ort.InferenceSession.create(model, {
      executionProviders: ['wasm'],
      logSeverityLevel: 3,
    })
    const outputs = await session.run(inputs)
    await session.release()
    return Object.values(outputs).flatMap(({ data }) => (data instanceof Float32Array ? [...data] : []))
  }

  function weights(packed: PackedBytes): Record<string, ort.Tensor> {
    const fed = packed.tensors.map((entry) => {
      const bytes = packed.bytesOf(entry)
      if (entry.type === 'float32')
        return [entry.name, new ort.Tensor('float32', new Float32Array(bytes.buffer), entry.dims)]
      if (entry.type === 'uint8') return [entry.name, new ort.Tensor('uint8', bytes, entry.dims)]
      return [entry.name, new ort.Tensor('float16', new Uint16Array(bytes.buffer), entry.dims)]
    })
    return Object.fromEntries(fed)
  }

  test.each<[string, Record<string, ort.Tensor>]>([
    ['embedded', { x: feeds.x(32) }],
    ['bodies', { x: feeds.x(32), cond: feeds.cond(true) }],
    ['bodies', { x: feeds.x(32), cond: feeds.cond(false) }],
    ['quantized', { x: feeds.x(64) }],
    ['half', { x: feeds.x(64) }],
    ['listed', { x: feeds.x(32) }],
    ['external', { x: feeds.x(32), cond: feeds.cond(true) }],
  ])('%s', async (name, inputs) => {
    const model = fixture(`${name}.onnx`)
    const packed = packBytes(model, DATA)
    expect(packed.tensors.length).toBeGreaterThan(0)
    // ONNX Runtime Web cannot load external data of a body itself.
    const original = name === 'external' ? fixture('external-embedded.onnx') : model
    const expected = await run(original, inputs)
    expect(expected.length).toBeGreaterThan(0)
    const found = await run(packed.skeleton, { ...inputs, ...weights(packed) })
    // On the CPU constant weights are packed for another order of summation: the last bits differ.
    const scale = Math.max(...expected.map(Math.abs))
    expect(
      found.map((value, index) => Math.abs(value - (expected[index] ?? Number.NaN)) / scale < 1e-5),
    ).toEqual(expected.map(() => true))
  })
})

const DIGITS = new URL('../../../models/digits/onnx/model.onnx', import.meta.url)

test.skipIf(!existsSync(DIGITS))('the model that ships with the app packs: nearly all of it moves', () => {
  const bytes = new Uint8Array(readFileSync(DIGITS))
  const packed = packBytes(bytes, {}, 777)
  const moved = packed.tensors.reduce((sum, entry) => sum + entry.bytes, 0)
  expect(moved + packed.skeleton.length).toBeLessThan(bytes.length + 1024 * packed.tensors.length)
  expect(moved).toBeGreaterThan(0.9 * bytes.length)
})
