import { expect, test } from 'vitest'
import { difference } from './same'

test.each<[what: string, actual: unknown, expected: unknown]>([
  ['floats within the tolerance of the largest', Float32Array.of(0.0001, 2), Float32Array.of(0.0002, 2)],
  ['a score', { score: 0.500001 }, { score: 0.5 }],
  ['nested data', [{ tokens: [1, 2], text: 'a' }], [{ tokens: [1, 2], text: 'a' }]],
  ['bytes', Uint8Array.of(1, 2), Uint8Array.of(1, 2)],
])('%s are the same', (_, actual, expected) => {
  expect(difference(actual, expected)).toBeUndefined()
})

test.each<[what: string, actual: unknown, expected: unknown, at: string]>([
  ['a float apart', Float32Array.of(0.001, 2), Float32Array.of(0.002, 2), 'outputs.0:'],
  ['a float missing', Float32Array.of(1), Float32Array.of(1, 2), '1 floats'],
  ['NaN', Float32Array.of(Number.NaN), Float32Array.of(1), 'outputs.0: NaN'],
  ['another token', { tokens: [10_000, 2] }, { tokens: [10_001, 2] }, 'outputs.tokens.0:'],
  ['another score', { score: 0.5001 }, { score: 0.5 }, 'outputs.score:'],
  ['one byte', Uint8Array.of(1, 2), Uint8Array.of(1, 3), 'outputs.1:'],
  ['another kind of array', Uint8Array.of(1), Int8Array.of(1), 'Uint8Array'],
  ['a field more', { a: 1, b: 1 }, { a: 1 }, 'has a,b'],
])('%s is a difference', (_, actual, expected, at) => {
  expect(difference(actual, expected)).toContain(at)
})
