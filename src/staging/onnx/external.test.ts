import * as ort from 'onnxruntime-web'
import { describe, expect, test } from 'vitest'
import { onnxFile, typedValue } from '../fixtures/onnx-file'
import { type PackedBytes, packBytes, scanBytes } from '../fixtures/pack-bytes'
import { textField } from '../wire/write'
import { GRAPH } from './fields'
import { pack } from './pack'
import { planWeights } from './plan'

const WIDTH = 64
const FLOAT = 1
const UINT8 = 2
const FLOAT16 = 10

const DIMS = [WIDTH, WIDTH]
const count = WIDTH * WIDTH
const quantised = Uint8Array.from({ length: count }, (_, at) => (at * 7) % 251)
/** 1, 1.0009765625, 1.001953125, … in float16. */
const halves = Uint16Array.from({ length: count }, (_, at) => 0x3c00 + (at % 97))
const floats = Float32Array.from({ length: count }, (_, at) => Math.fround(Math.sin(at)))
const bytesOf = ({ buffer }: Uint8Array | Uint16Array | Float32Array): Uint8Array => new Uint8Array(buffer)

/** A weight of an operator that runs on the CPU, one that is computed once, and one that moves. */
const MODEL = onnxFile({
  outputs: [],
  weights: [
    { name: 'quantised', dataType: UINT8, dims: DIMS, raw: quantised },
    { name: 'half', dataType: FLOAT16, dims: DIMS, raw: bytesOf(halves) },
    { name: 'moves', dataType: FLOAT, dims: DIMS, raw: bytesOf(floats) },
  ],
  nodes: [
    { opType: 'MatMulInteger', inputs: ['q', 'quantised'], outputs: ['onCpu'] },
    { opType: 'Cast', inputs: ['half'], outputs: ['full'], attributes: { to: FLOAT } },
    { opType: 'MatMul', inputs: ['x', 'full'], outputs: ['once'] },
    { opType: 'MatMul', inputs: ['x', 'moves'], outputs: ['moved'] },
  ],
  more: [
    textField(GRAPH.name, 'external'),
    typedValue(GRAPH.input, 'q', UINT8, [1, WIDTH]),
    typedValue(GRAPH.input, 'x', FLOAT, [1, WIDTH]),
    typedValue(GRAPH.output, 'onCpu', 6, [1, WIDTH]),
    typedValue(GRAPH.output, 'once', FLOAT, [1, WIDTH]),
    typedValue(GRAPH.output, 'moved', FLOAT, [1, WIDTH]),
  ],
})

const packWith = (inlineBytes: number): PackedBytes => packBytes(MODEL, {}, 1000, { inlineBytes })

describe('a model with more inline weights than the skeleton may hold', () => {
  test('is attached by external data: large weights that stay are ranges of the stored file', () => {
    const packed = packWith(1000)
    expect(packed.attach).toBe('external')
    expect(packed.attachReason).toContain(`${3 * count} bytes`)
    expect(packed.externalData.map(({ file, bytes }) => [file, bytes])).toEqual([
      [0, count],
      [0, 2 * count],
    ])
    expect(packed.externalData.map(packed.bytesOf)).toEqual([quantised, bytesOf(halves)])
    expect(packed.tensors.map(({ name }) => name)).toEqual(['moves'])
    expect(packed.skeleton.length).toBeLessThan(1000)
  })

  test('is streamed as long as they fit', () => {
    const packed = packWith(3 * count)
    expect(packed).toMatchObject({ attach: 'streamed', attachReason: null, externalData: [] })
    expect(packed.skeleton.length).toBeGreaterThan(3 * count)
  })

  test('ONNX Runtime computes the same from it', async () => {
    const feeds = {
      q: new ort.Tensor('uint8', quantised.slice(100, 100 + WIDTH), [1, WIDTH]),
      x: new ort.Tensor('float32', floats.slice(100, 100 + WIDTH), [1, WIDTH]),
    }
    const options = { executionProviders: ['wasm'] }
    const whole = await ort.InferenceSession.create(MODEL, options)
    const expected = await whole.run(feeds)
    await whole.release()
    const packed = packWith(1000)
    const externalData = packed.externalData.map((entry) => ({
      path: entry.path,
      data: packed.bytesOf(entry),
    }))
    const session = await ort.InferenceSession.create(packed.skeleton, { ...options, externalData })
    const found = await session.run({ ...feeds, moves: new ort.Tensor('float32', floats, DIMS) })
    await session.release()
    for (const name of ['onCpu', 'once', 'moved']) {
      const [one, other] = [expected[name]?.data, found[name]?.data]
      expect(other).toHaveLength(WIDTH)
      // Another order of summation for a constant: the last bits differ.
      for (const [at, entry] of Array.from(one ?? [], Number).entries())
        expect(Number(other?.[at])).toBeCloseTo(entry, 4)
    }
  })

  test('is refused when even then more would be in memory than there is', () => {
    const dims = [2 ** 14, 2 ** 15]
    const weights = Array.from({ length: 8 }, (_, nth) => ({
      name: `w${nth}`,
      dataType: 3,
      dims,
      external: { location: 'data', length: String(2 ** 29) },
    }))
    const nodes = weights.map(({ name }) => ({
      opType: 'MatMulInteger',
      inputs: ['q', name],
      outputs: [`${name}y`],
    }))
    const outline = scanBytes(onnxFile({ nodes, weights }))
    const files = [
      { path: 'model.onnx', bytes: 1000 },
      { path: 'data', bytes: 2 ** 29 },
    ]
    expect(() => pack(outline, planWeights(outline), files)).toThrow(
      expect.objectContaining({
        code: 'ModelUnsupported',
        figures: { heldBytes: 2 ** 32, allowedBytes: 3 * 2 ** 30 },
      }),
    )
  })
})
