import { describe, expect, test } from 'vitest'
import { SubletError } from '../../protocol/errors'
import { FIXTURES, fixture } from '../fixtures/files'
import { matMulFile, onnxFile } from '../fixtures/onnx-file'
import { scanBytes, seekBytes } from '../fixtures/pack-bytes'
import { concat, messageField, numberField, textField, varint } from '../wire/write'
import { GRAPH, MODEL, TENSOR } from './fields'
import { createScanner, GRAPH_LIMIT_BYTES } from './scan'
import { isLong } from './tensor'

function failure(work: () => unknown): SubletError {
  try {
    work()
  } catch (cause) {
    if (cause instanceof SubletError) return cause
    throw cause
  }
  throw new Error('it did not fail')
}

describe('any chunking gives the same outline', () => {
  test.each(FIXTURES)('%s', (name) => {
    const bytes = fixture(`${name}.onnx`)
    const whole = scanBytes(bytes)
    for (const chunk of [1, 2, 3, 7, 64, 4095, 4096, 4097]) expect(scanBytes(bytes, chunk)).toEqual(whole)
  })

  test('empty chunks and every split into two', () => {
    const bytes = matMulFile()
    const whole = scanBytes(bytes)
    // Within the data of the weight one byte is like the next.
    const inData = (at: number): boolean => at > 100 && at < bytes.length - 100
    for (let at = 0; at <= bytes.length; at += inData(at) ? 97 : 1) {
      const scanner = createScanner()
      scanner.push(bytes.subarray(0, at), 0)
      scanner.push(bytes.subarray(at, at), at)
      scanner.push(bytes.subarray(at), at)
      expect(scanner.end(bytes.length)).toEqual(whole)
    }
  })

  test.each(FIXTURES)('%s, read only where it is wanted', (name) => {
    const bytes = fixture(`${name}.onnx`)
    const whole = scanBytes(bytes)
    for (const chunk of [1, 64, 4096]) expect(seekBytes(bytes, chunk).outline).toEqual(whole)
  })
})

test('a large weight is recorded as a range of the file, a small one is kept', () => {
  const { initializers } = scanBytes(fixture('embedded.onnx'), 100)
  const [w, bias] = initializers
  expect(w).toMatchObject({ name: 'w', dims: [32, 32], dataType: 1, raw: { bytes: 4096 } })
  expect(bias).toMatchObject({ name: 'bias', dims: [32], raw: undefined })
})

test('a weight larger than any memory is passed over without being held', () => {
  const announced = 2 ** 40
  const [head] = hugeWeight(announced)
  const scanner = createScanner()
  scanner.push(head, 0)
  expect(scanner.wanted()).toBe(head.length + announced)
  const chunk = new Uint8Array(1024 * 1024)
  for (let count = 0; count < 200; count += 1) scanner.push(chunk, head.length + count * chunk.length)
  expect(failure(() => scanner.end(head.length + 200 * chunk.length)).figures).toMatchObject({
    expectedBytes: announced,
    foundBytes: 200 * chunk.length,
  })
})

test('of a file with large weights next to nothing is read', () => {
  const raw = new Uint8Array(2 ** 24)
  const weights = ['a', 'b', 'c'].map((name) => ({ name, dataType: 1, dims: [2 ** 22], raw }))
  const bytes = onnxFile({ weights })
  expect(seekBytes(bytes, 256).read).toBeLessThan(1024)
})

test('an end before the byte that is wanted is a mistake of the caller', () => {
  const scanner = createScanner()
  expect(() => scanner.end(10)).toThrow('Assertion: byte 0 of 10')
})

function hugeWeight(bytes: number): [Uint8Array] {
  const length = (number: number, count: number): Uint8Array =>
    concat([varint(number * 8 + 2), varint(count)])
  const raw = length(TENSOR.rawData, bytes)
  const tensor = concat([numberField(TENSOR.dims, bytes / 4), numberField(TENSOR.dataType, 1), raw])
  const initializer = concat([length(GRAPH.initializer, tensor.length + bytes), tensor])
  return [concat([length(MODEL.graph, initializer.length + bytes), initializer])]
}

describe('a file that is cut off', () => {
  test('anywhere in a model is corrupt, with the numbers', () => {
    const bytes = matMulFile()
    for (let end = 0; end < bytes.length; end += 1) {
      const error = failure(() => scanBytes(bytes.subarray(0, end), 512))
      expect(error.code).toBe('ModelCorrupt')
      expect(error.figures.offset).toBeLessThanOrEqual(end)
    }
  })

  test.each(FIXTURES)('%s is corrupt, or what is left of it is whole', (name) => {
    const bytes = fixture(`${name}.onnx`)
    const whole = scanBytes(bytes)
    // Within the data of a weight one byte is like the next.
    const data = whole.initializers.flatMap((tensor) => tensor.fields.filter(isLong))
    const inData = (at: number): boolean =>
      data.some(({ offset, bytes: length }) => at > offset && at < offset + length - 100)
    for (let end = 0; end < bytes.length; end += inData(end) ? 99 : 1) {
      let outline: ReturnType<typeof scanBytes>
      try {
        outline = scanBytes(bytes.subarray(0, end))
      } catch (cause) {
        expect(cause).toMatchObject({ code: 'ModelCorrupt' })
        continue
      }
      expect(outline.nodes).toEqual(whole.nodes)
      expect(outline.initializers).toEqual(whole.initializers)
    }
  })
})

describe('what is no model is corrupt', () => {
  const weight = { name: 'w', dataType: 1, dims: [32, 32], raw: new Uint8Array(4096) }
  const graph = (...fields: Uint8Array[]): Uint8Array =>
    concat([onnxFile({}).subarray(0, 8), messageField(MODEL.graph, fields)])

  test.each<[string, Uint8Array]>([
    ['an empty file', new Uint8Array(0)],
    ['a web page', new TextEncoder().encode('<!doctype html><title>Not found</title>')],
    [
      'a Git LFS pointer',
      new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:0'),
    ],
    ['no graph', numberField(MODEL.irVersion, 8)],
    ['no opset', onnxFile({ opsets: [] })],
    ['two graphs', concat([matMulFile(), matMulFile()])],
    ['raw data that is too short', onnxFile({ weights: [{ ...weight, raw: new Uint8Array(4092) }] })],
    ['raw data that is too long', onnxFile({ weights: [{ ...weight, raw: new Uint8Array(4100) }] })],
    ['a weight without data', graph(messageField(GRAPH.initializer, [numberField(TENSOR.dims, 3)]))],
    ['two weights of one name', onnxFile({ weights: [weight, weight] })],
    ['a number of more than 64 bits', concat([varint(8), new Uint8Array(11).fill(0xff)])],
    ['a negative length', concat([varint(MODEL.graph * 8 + 2), negative()])],
    ['a negative dimension', graph(messageField(GRAPH.initializer, [varint(8), negative()]))],
    ['a field that is longer than its message', graph(concat([varint(GRAPH.node * 8 + 2), varint(9)]))],
    ['a name that is no UTF-8', graph(messageField(GRAPH.output, [badName()]))],
    ['field number 0', varint(2)],
  ])('%s', (_, bytes) => {
    for (const chunk of [1, 5, bytes.length + 1]) {
      const error = failure(() => scanBytes(bytes, chunk))
      expect(error.code).toBe('ModelCorrupt')
      expect(error.figures.offset).toBeTypeOf('number')
    }
  })

  /** -1 as an int64. */
  function negative(): Uint8Array {
    return Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01)
  }

  function badName(): Uint8Array {
    return concat([varint(10), varint(2), Uint8Array.of(0xc3, 0x28)])
  }
})

test('an opset from before version 7 is not supported', () => {
  const error = failure(() => scanBytes(onnxFile({ opsets: [{ domain: '', version: 6 }] })))
  expect(error).toMatchObject({ code: 'ModelUnsupported', figures: { opset: 6 } })
})

test('a graph that would not fit into memory is refused before it is read', () => {
  const name = textField(2, '').subarray(0, 1)
  const bytes = concat([varint(MODEL.graph * 8 + 2), varint(2 ** 40), name, varint(GRAPH_LIMIT_BYTES + 1)])
  expect(failure(() => scanBytes(bytes))).toMatchObject({
    code: 'ModelUnsupported',
    figures: { allowedBytes: GRAPH_LIMIT_BYTES },
  })
})
