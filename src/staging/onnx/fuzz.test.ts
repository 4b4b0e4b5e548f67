import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { SubletError } from '../../protocol/errors'
import { FIXTURES, fixture } from '../fixtures/files'
import { packBytes, scanBytes, seekBytes } from '../fixtures/pack-bytes'
import { BUILT, TRANSPOSED } from './models.fixture'
import { type Mutation, mutate, mutation } from './mutate.fixture'
import { difference } from './same-model.fixture'
import { isLong } from './tensor'

/** `FC_RUNS=100000` is the long mode, which draws new cases; the short one plays the same each time. */
const RUNS = Number(process.env.FC_RUNS ?? 3000)
const SEED = process.env.FC_RUNS === undefined ? { seed: 20_261_121 } : {}
vi.setConfig({ testTimeout: 20 * RUNS + 60_000 })

const DATA = { 'external.data': fixture('external.data') }
const MODELS = [...FIXTURES.map((name) => fixture(`${name}.onnx`)), ...BUILT]

/** A model and what is done to it; a case that fails is printed as that. */
const nth = fc.nat(MODELS.length - 1)
const mutations = fc.array(mutation, { maxLength: 4 })

function mutated(index: number, changes: readonly Mutation[]): Uint8Array {
  return mutate(MODELS[index] ?? new Uint8Array(0), changes)
}

/** What the work ends in: its result, or the code of a typed error. All else goes on up. */
function outcome<T>(work: () => T): T | string {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof SubletError) return cause.code
    throw cause
  }
}

test('the models that the fuzz starts from pack, and are the same models', () => {
  for (const model of MODELS) expect(difference(model, DATA, packBytes(model, DATA))).toBeUndefined()
})

test('the oracle sees a bit that is wrong, in each byte of a skeleton', () => {
  const packed = packBytes(TRANSPOSED, DATA)
  expect(packed.tensors.map(({ name }) => name)).toEqual(['tied', 'w'])
  const unseen: number[] = []
  // Another bit in each byte; byte by byte takes a second, bit by bit eight.
  for (let bit = 0; bit < packed.skeleton.length * 8; bit += 9) {
    const skeleton = packed.skeleton.slice()
    skeleton[bit >> 3] = (skeleton[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    try {
      if (difference(TRANSPOSED, DATA, { ...packed, skeleton }) === undefined) unseen.push(bit >> 3)
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause
    }
  }
  expect(unseen).toEqual([])
})

test('a damaged or hostile file ends in a typed error, or in the same model', () => {
  let packedOnes = 0
  const holds = (index: number, changes: readonly Mutation[], limit: number): void => {
    const bytes = mutated(index, changes)
    const packed = outcome(() => packBytes(bytes, DATA, 4096, { inlineBytes: limit }))
    if (typeof packed === 'string') {
      if (packed !== 'ModelCorrupt' && packed !== 'ModelUnsupported') expect(packed).toBe('ModelCorrupt')
      return
    }
    packedOnes += 1
    const found = difference(bytes, DATA, packed)
    if (found !== undefined) expect(found).toBeUndefined()
  }
  const limits = fc.constantFrom(0, 5000, 64 * 1024 * 1024)
  fc.assert(fc.property(nth, mutations, limits, holds), { numRuns: RUNS, ...SEED })
  // A test of errors alone would say little.
  expect(packedOnes).toBeGreaterThan(RUNS / 10)
})

test('read in any pieces, and only where it is wanted, a file says the same; it holds no more than its graph', () => {
  const holds = (index: number, changes: readonly Mutation[], chunk: number): void => {
    const bytes = mutated(index, changes)
    const whole = outcome(() => scanBytes(bytes))
    const sought = outcome(() => seekBytes(bytes, chunk).outline)
    const pushed = outcome(() => scanBytes(bytes, chunk))
    // `expect` takes most of the time, and is only there to say what differs.
    if (!isDeepStrictEqual(pushed, whole)) expect(pushed).toEqual(whole)
    if (!isDeepStrictEqual(sought, whole)) expect(sought).toEqual(whole)
    if (typeof whole === 'string') return
    const long = whole.initializers.flatMap(({ fields }) => fields.filter(isLong))
    const left = long.reduce((sum, field) => sum + field.bytes, 0)
    const { nodes, inputs, outputs, graphFields, modelFields, initializers } = whole
    const kept = [
      ...[...nodes, ...inputs, ...outputs].map(({ field }) => field),
      ...graphFields,
      ...modelFields,
      ...initializers.flatMap(({ fields }) => fields.filter((field) => !isLong(field))),
    ]
    const held = kept.reduce((sum, field) => sum + ('payload' in field ? field.payload.length : 0), 0)
    if (held + left > bytes.length) expect(held + left).toBeLessThanOrEqual(bytes.length)
  }
  const chunks = fc.integer({ min: 1, max: 5000 })
  fc.assert(fc.property(nth, mutations, chunks, holds), { numRuns: Math.ceil(RUNS / 10), ...SEED })
})
