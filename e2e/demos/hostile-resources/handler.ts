import { GPU, Interface, Textbox } from 'sublet'

const MIB = 2 ** 20
const loop = (): never => {
  for (;;);
}
const microtasks = async (): Promise<never> => {
  for (;;) await undefined
}

/** (module (func (export "loop") (loop br 0))) */
const LOOP = Uint8Array.of(
  ...[
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 0x6c, 0x6f, 0x6f, 0x70, 0,
    0,
  ],
  ...[10, 9, 1, 7, 0, 3, 0x40, 0x0c, 0, 0x0b, 0x0b],
)
const wasmLoop = async (): Promise<void> => {
  const { instance } = await WebAssembly.instantiate(LOOP)
  const { loop: run } = instance.exports
  if (typeof run === 'function') run()
}

/** Each takes what there is of time or memory, without a lease. */
const OUTSIDE: Record<string, () => unknown> = {
  loop,
  microtasks,
  'wasm-loop': wasmLoop,
  async *'generator-loop'() {
    yield 'one'
    loop()
  },
  async *'endless-yield'() {
    for (let turn = 0; ; turn++) {
      yield `${turn}`
      await new Promise((resolve) => setTimeout(resolve))
    }
  },
  backtracking: () => /^(a+)+$/.test(`${'a'.repeat(40)}b`),
  'getter-loop': () => ({
    get value() {
      return loop()
    },
  }),
  recursion() {
    const deeper = (): number => 1 + deeper()
    return `${deeper()}`
  },
  'typed-arrays'() {
    const held: Uint8Array[] = []
    for (;;) {
      try {
        held.push(new Uint8Array(256 * MIB))
      } catch (error) {
        return `${error.name}`
      }
      // The machine's own limit is not the point: these pages are never touched.
      if (held.length === 64) return 'RangeError'
    }
  },
  'long-text'() {
    let text = 'x'
    for (;;) text += text
  },
  'long-array': () => `${new Array(2 ** 32 - 1).length}`,
  'wasm-memory'() {
    const memory = new WebAssembly.Memory({ initial: 1 })
    for (;;) memory.grow(16_384)
  },
  blobs() {
    const held = Array.from({ length: 8 }, (_, turn) => new Blob([new Uint8Array(16 * MIB).fill(turn)]))
    return `${held.length} blobs`
  },
  'object-urls'() {
    for (let turn = 0; turn < 2000; turn++) URL.createObjectURL(new Blob([`${turn}`]))
    return 'made'
  },
  console() {
    for (let turn = 0; turn < 2000; turn++) console.info(`line ${turn}`, 'x'.repeat(10_000))
    return 'logged'
  },
  timers() {
    // They go on when the call has ended; so does its thread, and nobody else's.
    for (let turn = 0; turn < 2000; turn++) setInterval(() => Math.sqrt(turn), 0)
    return 'ticking'
  },
  'late-loop'() {
    setTimeout(loop, 50)
    return 'returned'
  },
  'error-bomb'() {
    const error = new Error('x'.repeat(5 * MIB))
    Object.defineProperty(error, 'stack', { get: () => 'y'.repeat(5 * MIB) })
    throw error
  },
  'stack-getter'() {
    const error = new Error('x')
    Object.defineProperty(error, 'stack', { get: loop })
    throw error
  },
  'atomics-wait'() {
    const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
    return Atomics.wait(new Int32Array(buffer), 0, 0)
  },
  keys: async () => {
    const algorithm = {
      name: 'RSA-OAEP',
      modulusLength: 4096,
      publicExponent: Uint8Array.of(1, 0, 1),
      hash: 'SHA-256',
    }
    for (let turn = 0; turn < 4; turn++)
      void crypto.subtle.generateKey(algorithm, true, ['encrypt', 'decrypt'])
    return 'started'
  },
  canvases() {
    const held = Array.from({ length: 32 }, () => new OffscreenCanvas(4096, 4096).getContext('2d'))
    return `${held.length} canvases`
  },
  decompress: async () => {
    const bomb = new Blob([new Uint8Array(8 * MIB)]).stream().pipeThrough(new CompressionStream('gzip'))
    const small = await new Response(bomb).blob()
    const read = small.stream().pipeThrough(new DecompressionStream('gzip'))
    return `${(await new Response(read).blob()).size} bytes`
  },
}

const INSIDE: Record<string, () => unknown> = {
  'leased-loop': loop,
  'leased-microtasks': microtasks,
  'leased-wasm-loop': wasmLoop,
  'leased-backtracking': () => /^(a+)+$/.test(`${'a'.repeat(40)}b`),
  'leased-atomics-wait': OUTSIDE['atomics-wait'],
}

const inside = GPU({ duration: 1 }, (attack: string) => INSIDE[attack]())
const leasedGenerator = GPU({ duration: 1 }, function* () {
  yield 'one'
  loop()
})

export default Interface({
  title: 'hostile-resources',
  inputs: [Textbox({ label: 'Attack' }), Textbox({ label: 'Site' })],
  outputs: [Textbox()],
  fn(attack) {
    if (attack === 'fine') return 'fine'
    if (attack === 'leased-generator') return leasedGenerator()
    return attack in OUTSIDE ? OUTSIDE[attack]() : inside(attack)
  },
})
