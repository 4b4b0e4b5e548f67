import { GPU, Interface, Textbox } from 'sublet'

type Message = Record<string, unknown>

/** The page's port, and what the honest runner posts over it: all that an attacker in this realm can get. */
const stolen: {
  port?: MessagePort
  post: (message: unknown, transfer?: Transferable[]) => void
  seen: Message[]
} = {
  post: () => undefined,
  seen: [],
}
/** Called for each message of the honest runner before it goes out; `false` swallows it. */
let intercept = (_message: Message): boolean => true

const { postMessage } = MessagePort.prototype
MessagePort.prototype.postMessage = function (message: Message, ...rest: unknown[]) {
  stolen.port = this
  stolen.post = (forged, transfer = []) => Reflect.apply(postMessage, this, [forged, transfer])
  stolen.seen.push(message)
  if (intercept(message)) Reflect.apply(postMessage, this, [message, ...rest])
}
// The first one gives the port away.
console.debug('boo')

const idOf = (type: string, id: string): unknown =>
  stolen.seen.findLast((message) => message.type === type)?.[id]
const own = (): unknown => idOf('lease', 'request')
const call = (): unknown => idOf('lease', 'call')
const repeat = (times: number, post: (turn: number) => void): void => {
  for (let turn = 0; turn < times; turn++) post(turn)
}
const never = () => new Promise<string>(() => undefined)

const WILD = [Number.NaN, -1, 1e300, Number.POSITIVE_INFINITY, 0.5, '1', null, undefined, {}, 2 ** 60]
const IDS = ['0', '2', '999', '', '__proto__', 'constructor', 'x'.repeat(100_000), 7, null]
const POISON = JSON.parse(
  '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
)
const error = { code: 'DeviceLost', message: '', wayOut: '', stack: '', figures: POISON }
const results = { outputs: ['forged'], skipped: [] }
const spec = { title: 'forged', description: '', inputs: [], outputs: [{ kind: 'json' }], gpu: [] }

function forgeEverything(): void {
  for (const request of [...IDS, own()]) {
    // What its own call returns is its own affair.
    const other = request === call() ? 'no' : request
    for (const wild of WILD) {
      stolen.post({ type: 'attaching', request, loaded: wild, total: wild, ...POISON })
      stolen.post({ type: 'attached', request, held: wild })
      stolen.post({
        type: 'released',
        request: request === own() ? 'no' : request,
        outcome: 'completed',
        held: wild,
      })
      stolen.post({ type: 'released', request, outcome: wild, held: 0 })
      stolen.post({ type: 'lease', request, call: other, fn: 'forged', seconds: wild, size: 'xlarge' })
      stolen.post({ type: 'lease', request, call: call(), fn: 'second', seconds: 300, size: 'xlarge' })
      stolen.post({ type: 'residency', level: 'warm', held: wild })
      stolen.post({ type: 'residency', level: 'leased', held: 0 })
      stolen.post({ type: 'progress', call: other, fraction: wild, text: 'forged' })
      stolen.post({ type: 'returned', call: other, ...results })
      stolen.post({ type: 'threw', call: other, error })
    }
  }
  for (const held of [1e15, Number.MAX_SAFE_INTEGER]) stolen.post({ type: 'residency', level: 'warm', held })
}

/** Every message of every kind, with one field at a time replaced. */
function wrongTypes(): void {
  const honest: Message[] = [
    ...stolen.seen,
    { type: 'model', model: '1', path: 'x' },
    { type: 'modelBytes', model: '1', file: new Blob(['x']), externalData: [] },
    { type: 'import', library: 'x' },
    { type: 'loadFailed', error },
    { type: 'yield', call: 'no', ...results },
  ]
  const wild = [
    ...WILD,
    [],
    [[]],
    POISON,
    new Map([[1, 2]]),
    new Date(Number.NaN),
    /x/,
    10n,
    new Error('x'),
    true,
  ]
  for (const message of honest) {
    for (const key of Object.keys(message)) {
      if (message.type === 'returned' && key === 'outputs') continue
      for (const value of wild) stolen.post({ ...message, call: 'no', [key]: value })
    }
  }
}

/** What is done inside a lease of one second. */
const INSIDE: Record<string, () => Promise<string>> = {
  async forge() {
    forgeEverything()
    return never()
  },
  async claim() {
    repeat(500, () => stolen.post({ type: 'residency', level: 'warm', held: 1e15 }))
    intercept = (message) => {
      if (message.type !== 'released') return true
      stolen.post({ ...message, held: 1e15 })
      repeat(500, () => stolen.post({ type: 'residency', level: 'warm', held: 1e15 }))
      return false
    }
    return 'claimed'
  },
  async mute() {
    stolen.port?.close()
    return never()
  },
  async keep() {
    intercept = (message) => message.type !== 'released' && message.type !== 'threw'
    return never()
  },
  async 'release-twice'() {
    intercept = (message) => {
      if (message.type !== 'released') return true
      repeat(100, (turn) =>
        stolen.post({ ...message, outcome: ['completed', 'failed', 'lost'][turn % 3], held: turn }),
      )
      return false
    }
    return 'released'
  },
  /** Says that it is done with the GPU, and uses it on. */
  async 'release-early'() {
    stolen.post({ type: 'released', request: own(), outcome: 'completed', held: 0 })
    return never()
  },
  async 'release-as-lost'() {
    await new Promise((resolve) => setTimeout(resolve, 300))
    stolen.post({ type: 'released', request: own(), outcome: 'lost', held: 0 })
    stolen.post({ type: 'threw', call: call(), error })
    return never()
  },
  async replay() {
    for (const message of [...stolen.seen, ...stolen.seen]) stolen.post(message)
    return 'replayed'
  },
  never,
  fine: async () => 'fine',
}

/** What is done without one. */
const OUTSIDE: Record<string, () => unknown> = {
  flood() {
    repeat(5000, (turn) => {
      stolen.post([null, turn, POISON, 'x'.repeat(10_000), { type: turn }, { type: 'lease' }][turn % 6])
    })
    stolen.post({ type: 'x'.repeat(20_000_000) })
    stolen.post({ type: 'log', level: 'info', text: 'x'.repeat(20_000_000) })
    stolen.post({
      type: 'yield',
      call: 'no',
      outputs: Array.from({ length: 100_000 }, () => POISON),
      skipped: [],
    })
    return 'flooded'
  },
  'flood-valid'() {
    repeat(20_000, (turn) => stolen.post({ type: 'progress', call: 'no', fraction: 0.5, text: `${turn}` }))
    repeat(20_000, (turn) => stolen.post({ type: 'log', level: 'info', text: `line ${turn}` }))
    return 'flooded'
  },
  async 'yield-flood'() {
    await inside('fine')
    repeat(20_000, (turn) => stolen.post({ type: 'yield', call: call(), outputs: [`${turn}`], skipped: [] }))
    return 'flooded'
  },
  'wrong-types'() {
    wrongTypes()
    return 'posted'
  },
  poison() {
    stolen.post({ type: 'loaded', spec: { ...POISON, ...spec, title: 'x'.repeat(1_000_000) } })
    return JSON.stringify(POISON)
  },
  'loaded-again'() {
    stolen.post({ type: 'loaded', spec })
    stolen.post({ type: 'booted' })
    stolen.post({ type: 'loadFailed', error })
    return 'posted'
  },
  'return-for-others'() {
    repeat(500, (turn) => {
      for (const call of [`${turn + 1000}`, `hostile-messages-${turn}`, `endless-${turn}`]) {
        stolen.post({ type: 'returned', call, ...results })
        stolen.post({ type: 'threw', call, error })
      }
    })
    return 'posted'
  },
  models() {
    repeat(500, (turn) =>
      stolen.post({ type: 'model', model: `m${turn}`, path: `models/hostile/${turn}.onnx` }),
    )
    return 'asked'
  },
  'model-elsewhere'() {
    for (const path of [
      'https://example.com/leak.onnx',
      'file:///etc/passwd',
      '../../../leak',
      'javascript:1',
      '\0',
    ]) {
      stolen.post({ type: 'model', model: path.slice(0, 60), path })
    }
    return 'asked'
  },
  'model-bytes'() {
    repeat(500, (turn) =>
      stolen.post({
        type: 'modelBytes',
        model: `b${turn}`,
        file: new Blob([new Uint8Array(1000).fill(turn)]),
        externalData: [{ path: '../../x', data: new Blob(['x']) }],
      }),
    )
    return 'asked'
  },
  runtimes() {
    repeat(2000, () => stolen.post({ type: 'runtime' }))
    return 'asked'
  },
  imports() {
    for (const library of ['__proto__', 'constructor', '../../scheduler.js', 'https://example.com/leak.js']) {
      stolen.post({ type: 'import', library })
    }
    repeat(2000, (turn) => stolen.post({ type: 'import', library: `leak-${turn}` }))
    return 'asked'
  },
  'leases-after'() {
    repeat(500, (turn) =>
      stolen.post({ type: 'lease', request: `r${turn}`, call: '1', fn: 'x', seconds: 300, size: 'xlarge' }),
    )
    return 'asked'
  },
  backwards() {
    // The attach is over before it begins, runs backwards, and claims more than there is.
    intercept = (message) => {
      if (message.type !== 'lease') return true
      queueMicrotask(() => {
        const { request } = message
        stolen.post({ type: 'attached', request, held: 1e15 })
        stolen.post({ type: 'released', request, outcome: 'completed', held: 1e15 })
        for (const loaded of [9e14, 10, 5, 0])
          stolen.post({ type: 'attaching', request, loaded, total: 9e14 })
      })
      return true
    }
    return inside('fine')
  },
  /** An attach that is told of byte by byte, and never ends: unbilled time. */
  'slow-attach'() {
    intercept = (message) => {
      if (message.type !== 'attaching' && message.type !== 'attached') return true
      let loaded = 0
      setInterval(() => {
        stolen.post({ type: 'attaching', request: message.request, loaded: ++loaded, total: 1e9 })
      }, 20)
      intercept = ({ type }) => type !== 'attached' && type !== 'attaching'
      return false
    }
    return inside('never')
  },
  'big-buffer'() {
    const data = new ArrayBuffer(256 * 2 ** 20)
    stolen.post({ type: 'yield', call: 'no', outputs: [data], skipped: [] }, [data])
    return 'posted'
  },
  'big-text'() {
    stolen.post({ type: 'yield', call: 'no', outputs: ['x'.repeat(2 ** 26)], skipped: [] })
    return 'posted'
  },
  'many-objects'() {
    stolen.post({
      type: 'yield',
      call: 'no',
      outputs: [Array.from({ length: 200_000 }, () => ({ a: [1] }))],
      skipped: [],
    })
    return 'posted'
  },
  'sparse-outputs'() {
    for (const length of [2 ** 20, 2 ** 27, 2 ** 32 - 1]) {
      const sparse = new Array(length)
      stolen.post({ type: 'yield', call: 'no', outputs: sparse, skipped: [] })
      stolen.post({ type: 'yield', call: 'no', outputs: [], skipped: sparse })
      stolen.post({ type: 'loaded', spec: { ...spec, inputs: sparse, outputs: sparse, gpu: sparse } })
      stolen.post({ type: 'modelBytes', model: 'm', file: new Blob(), externalData: sparse })
      stolen.post(sparse)
    }
    return 'posted'
  },
  'many-figures'() {
    const figures = Object.fromEntries(Array.from({ length: 200_000 }, (_, turn) => [`f${turn}`, turn]))
    stolen.post({ type: 'threw', call: 'no', error: { ...error, figures } })
    return 'posted'
  },
  deep() {
    const posted = []
    for (const depth of [1000, 10_000, 100_000, 1_000_000]) {
      let value: unknown = 1
      for (let level = 0; level < depth; level++) value = [value]
      try {
        stolen.post({ type: 'yield', call: 'no', outputs: [value], skipped: [] })
        posted.push(depth)
      } catch (error) {
        posted.push(error.name)
      }
    }
    console.log(`deep: ${posted}`)
    return 'posted'
  },
  ports() {
    const { port1, port2 } = new MessageChannel()
    port2.onmessage = ({ data }) => console.log('heard', data)
    port2.start()
    stolen.post({ type: 'yield', call: 'no', outputs: [port1], skipped: [] }, [port1])
    return 'posted'
  },
}

const inside = GPU({ duration: 1 }, (attack: string) => INSIDE[attack]())

export default Interface({
  title: 'hostile-messages',
  inputs: [Textbox({ label: 'Attack' }), Textbox({ label: 'Site' })],
  outputs: [Textbox()],
  fn: async (attack) => (attack in OUTSIDE ? OUTSIDE[attack]() : inside(attack)),
})
