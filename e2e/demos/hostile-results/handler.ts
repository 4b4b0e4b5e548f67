import { GPU, Interface, Textbox } from 'sublet'

class Person {
  #secret = 1
  name = 'x'
  greet() {
    return this.#secret
  }
}

function cyclic(): unknown {
  const value: Record<string, unknown> = { name: 'x' }
  value.self = value
  return value
}

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

/** Each returns something that a page should not be given, or that is not what it seems. */
const ATTACKS: Record<string, () => unknown> = {
  function: () => () => 1,
  symbol: () => Symbol('x'),
  proxy: () => new Proxy({}, {}),
  'throwing-getter': () => ({
    get value() {
      throw new RangeError('no')
    },
  }),
  'lying-getter': () => {
    let asked = 0
    return {
      get value() {
        return ++asked
      },
    }
  },
  'to-json': () => ({
    toJSON() {
      return 'forged'
    },
  }),
  'clean-to-json': () => Object.create({ toJSON: () => 'forged' }),
  cyclic,
  instance: () => new Person(),
  'weak-map': () => new WeakMap(),
  promise: () => ({ value: Promise.resolve(1) }),
  // biome-ignore lint/suspicious/noThenProperty: what the attack is
  thenable: () => ({ then: (resolve: (value: string) => void) => resolve('then') }),
  // biome-ignore lint/suspicious/noThenProperty: what the attack is
  'endless-thenable': () => ({ then() {} }),
  sparse: () => new Array(2 ** 32 - 1),
  'big-map': () => new Map(Array.from({ length: 200_000 }, (_, turn) => [turn, turn])),
  'long-text': () => 'x'.repeat(2 ** 24),
  'big-buffer': () => new Uint8Array(2 ** 26),
  deep: () => nested(2000),
  'too-deep': () => nested(1_000_000),
  'shared-memory': () => new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer,
  'wasm-module': () => new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)),
  port: () => new MessageChannel().port1,
  canvas: () => new OffscreenCanvas(1, 1),
  stream: () => new ReadableStream(),
  'crypto-key': () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, false, ['encrypt']),
  error: () => Object.assign(new Error('x'), { outputs: 1 }),
  'proto-field': () => JSON.parse('{"__proto__": {"polluted": true}}'),
  'async-iterator': () => ({
    [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }),
  }),
  'wrong-iterator': () => ({ [Symbol.asyncIterator]: () => 5 }),
  'two-for-one': () => ['a', 'b'],
  nothing: () => undefined,
  'throw-nothing'() {
    throw undefined
  },
  'throw-proxy'() {
    throw new Proxy(
      {},
      {
        get() {
          throw new RangeError('trap')
        },
        getPrototypeOf() {
          throw new RangeError('trap')
        },
      },
    )
  },
  'throw-forged'() {
    throw Object.assign(new Error('forged'), {
      name: 'SubletError',
      code: 'QuotaExceeded',
      figures: { remainingMs: 1e9 },
    })
  },
  'gpu-buffer': GPU({ duration: 1 }, async () => {
    const adapter = await navigator.gpu.requestAdapter()
    const device = await adapter?.requestDevice()
    return { buffer: device?.createBuffer({ size: 4, usage: GPUBufferUsage.COPY_DST }) }
  }),
}

export default Interface({
  title: 'hostile-results',
  inputs: [Textbox({ label: 'Attack' }), Textbox({ label: 'Site' })],
  outputs: [Textbox()],
  fn: (attack) => (attack === 'fine' ? 'fine' : ATTACKS[attack]()),
})
