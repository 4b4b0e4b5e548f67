import type { InputSpec, ModelSpec } from './manifest'

/** A tensor as it goes to a page and comes back. */
export interface Value {
  type: string
  dims: number[]
  data: Float32Array | Float64Array | Uint8Array | Int8Array | Int32Array | BigInt64Array | Uint16Array
}

/** The inputs of a model, by name: the same on every run, since they depend on its seed alone. */
export function makeInputs({ inputs, seed }: Pick<ModelSpec, 'inputs' | 'seed'>): Record<string, Value> {
  const draw = uniform(seed)
  return Object.fromEntries(inputs.map((spec) => [spec.name, makeInput(spec, draw)]))
}

function makeInput({ type, shape, low = 0, high = 1, values }: InputSpec, draw: () => number): Value {
  const length = shape.reduce((product, dim) => product * dim, 1)
  const drawn = (): number => {
    const value = low + (high - low) * draw()
    return type.startsWith('float') ? value : Math.floor(value)
  }
  const numbers = values ?? Array.from({ length }, drawn)
  return { type, dims: shape, data: typed(type, numbers) }
}

function typed(type: InputSpec['type'], numbers: readonly number[]): Value['data'] {
  switch (type) {
    case 'float32':
      return Float32Array.from(numbers)
    case 'float64':
      return Float64Array.from(numbers)
    case 'int32':
      return Int32Array.from(numbers)
    case 'int64':
      return BigInt64Array.from(numbers, BigInt)
    case 'uint8':
    case 'bool':
      return Uint8Array.from(numbers)
  }
}

/** Mulberry32: small, and good enough to fill a tensor. Gives numbers in [0, 1). */
function uniform(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
