import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { crossing } from './cloneable'
import { SubletError } from './errors'

const copyOf = (value: unknown): unknown => crossing(value, 'outputs').value

function refusal(value: unknown): SubletError {
  try {
    crossing(value, 'outputs')
  } catch (error) {
    if (error instanceof SubletError) return error
    throw error
  }
  throw new Error('it was let through')
}

class Point {
  x = 1
}

/** As the classes of ONNX Runtime look from outside. */
class MinifiedTensor {
  readonly type = 'float32'
  readonly dims = [1, 1000]
  readonly location: string
  constructor(location: string) {
    this.location = location
  }
  get data(): Float32Array {
    throw new Error('the data is not on the CPU')
  }
}

test.each([
  ['a function', [1, { onDone: () => 1 }], 'outputs[1].onDone is a function.'],
  ['a proxy of a function', [new Proxy(() => 1, {})], 'outputs[0] is a function.'],
  ['a symbol', [Symbol('x')], 'outputs[0] is a symbol.'],
  ['an instance of a class', [{ at: new Point() }], 'outputs[0].at is an instance of Point.'],
  ['a promise', [Promise.resolve(1)], 'outputs[0] is a Promise.'],
  ['a WeakMap', [new WeakMap()], 'outputs[0] is a WeakMap.'],
  ['a generator', [(function* () {})()], 'outputs[0] is a Generator.'],
  ['a function in a Map', [new Map([['on "x"', () => 1]])], 'outputs[0].get("on \\"x\\"") is a function.'],
  ['a key of a Map', [new Map([[() => 1, 1]])], /^outputs\[0\]\.get\(.*\) is a function\.$/],
  ['an element of a Set', [new Set([1, Symbol('x')])], 'outputs[0].values()[1] is a symbol.'],
  ['a name that is none', [{ 'two words': () => 1 }], 'outputs[0]["two words"] is a function.'],
  ['a tensor on the CPU', [new MinifiedTensor('cpu')], 'outputs[0] is a tensor (float32, 1×1000).'],
])('%s is refused by its path', (_, value, message) => {
  const error = refusal(value)
  expect(error.code).toBe('NotCloneable')
  expect(error.message).toMatch(message)
})

test('a tensor on the GPU is told apart, with the call that reads it back', () => {
  const error = refusal([{ logits: new MinifiedTensor('gpu-buffer') }])
  expect(error.code).toBe('GpuValueEscaped')
  expect(error.message).toBe('outputs[0].logits is a tensor (float32, 1×1000) whose data is on the GPU.')
  expect(error.wayOut).toContain('await tensor.getData()')
  expect(refusal([new MinifiedTensor('cpu')]).wayOut).toContain('tensor.data')
})

test('the namespace of a module is refused', async () => {
  const module: unknown = await import('./value-path')
  expect(refusal({ module }).message).toBe('outputs.module is the namespace of a module.')
})

test('a getter that throws is named, with what it threw', () => {
  const value = {
    get loss(): number {
      throw new RangeError('no loss yet')
    },
  }
  expect(refusal([value]).message).toBe('outputs[0].loss could not be read: RangeError: no loss yet.')
})

test('what structured clone takes arrives as it was', () => {
  const value = {
    numbers: [1, -0, Number.NaN, 10n, null, undefined, true],
    when: new Date(0),
    like: /x/gi,
    map: new Map<unknown, unknown>([
      ['a', [1]],
      [{ b: 1 }, new Set(['c'])],
    ]),
    bytes: new Uint8Array([1, 2, 3]),
    buffer: new ArrayBuffer(3),
    error: new RangeError('told'),
    blob: new Blob(['x']),
    bare: Object.assign(Object.create(null), { x: 1 }),
  }
  expect(structuredClone(copyOf(value))).toEqual(structuredClone(value))
})

test('cycles and what is shared stay so', () => {
  const shared = { x: 1 }
  const value: Record<string, unknown> = { a: shared, b: [shared] }
  value.self = value
  const copy = structuredClone(copyOf(value))
  expect(copy).toHaveProperty('self.self.b.0.x', 1)
  expect(Reflect.get(Object(copy), 'self')).toBe(copy)
  expect(Reflect.get(Object(copy), 'a')).toBe(Reflect.get(Object(Reflect.get(Object(copy), 'b')), 0))
})

test('what was checked is what is sent: a getter is asked once', () => {
  let asked = 0
  const value = {
    get sly() {
      asked += 1
      return asked === 1 ? 'harmless' : () => 1
    },
  }
  expect(structuredClone(copyOf([value]))).toEqual([{ sly: 'harmless' }])
  expect(asked).toBe(1)
})

test('a property called __proto__ is one, and poisons nothing', () => {
  const copy = copyOf(JSON.parse('{"__proto__": {"polluted": true}}'))
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
  expect(Object.keys(Object(copy))).toEqual(['__proto__'])
})

test('an object literal of another realm is plain data', () => {
  expect(copyOf(runInNewContext('({ a: [1, { b: 2 }] })'))).toEqual({ a: [1, { b: 2 }] })
})

test('data without an end is refused before the stack is', () => {
  let deep: unknown = 'bottom'
  for (let level = 0; level < 100_000; level++) deep = [deep]
  expect(refusal(deep).message).toMatch(/nested more than 1000 levels deep/)
})

test('of a view of a part, only the part is sent', () => {
  const heap = new Float32Array(1000)
  heap.set([7, 8], 10)
  const { value, transfer } = crossing([heap.subarray(10, 12)], 'outputs')
  expect(value).toEqual([new Float32Array([7, 8])])
  expect(structuredClone(value, { transfer })).toEqual([new Float32Array([7, 8])])
  expect(heap).toHaveLength(1000)
})

test('buffers are given away only where their owner gives them, each once', () => {
  const kept = new Uint8Array(4)
  const pixels = new Uint8Array(8)
  const result = { kept, image: { pixels, again: pixels } }
  const { value, transfer } = crossing([result], 'outputs', { given: (part) => part === result.image })
  expect(transfer).toEqual([pixels.buffer])
  structuredClone(value, { transfer })
  expect([kept.byteLength, pixels.byteLength]).toEqual([4, 0])
})

test('what was given away cannot be sent again', () => {
  const pixels = new Uint8Array(8)
  structuredClone(pixels, { transfer: [pixels.buffer] })
  const error = refusal([{ pixels }])
  expect(error).toMatchObject({
    code: 'NotCloneable',
    message: expect.stringMatching(/^outputs\[0\]\.pixels is a Uint8Array that was transferred before/),
    wayOut: expect.stringContaining('transfer()'),
  })
})

test('a long path is cut', () => {
  expect(refusal({ ['x'.repeat(10_000)]: () => 1 }).message.length).toBeLessThan(400)
})

test('a million numbers cost less than to clone them, and bytes nothing', () => {
  const numbers = Array.from({ length: 1e6 }, Math.random)
  const bytes = new Uint8Array(5e7)
  const tasks = [() => structuredClone(numbers), () => copyOf([numbers]), () => copyOf([bytes])]
  // Alternately, and the fastest of each: what else the machine does only ever makes one slower.
  const best = tasks.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < 9; round++) {
    for (const [at, task] of tasks.entries()) {
      const started = performance.now()
      task()
      best[at] = Math.min(best[at] ?? 0, performance.now() - started)
    }
  }
  const [cloned = 0, walked = 0, untouched = 0] = best
  // About 0.4 of it here; a walk that keeps the path of each element takes several times as long.
  expect(walked / cloned).toBeLessThan(1.5)
  expect(untouched / cloned).toBeLessThan(1)
})

test('an array of holes is refused by its length, and not walked', () => {
  expect(refusal({ rows: new Array(2 ** 32 - 1) })).toMatchObject({
    code: 'NotCloneable',
    message: 'outputs.rows is an array of 4294967295 elements.',
  })
})

test('a compiled module, which an opaque origin cannot send, is refused before it is lost on the way', () => {
  const empty = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))
  expect(refusal(empty).message).toBe('outputs is a WebAssembly.Module.')
})
