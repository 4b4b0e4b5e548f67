import { GPU, Interface, JSON as Json, Textbox } from 'sublet'

type Message = Record<string, unknown>

/** The page's port, and what the honest runner posts over it: all that an attacker in this realm can get. */
const stolen: { port?: MessagePort; post: (message: unknown) => void; seen: Message[] } = {
  post: () => undefined,
  seen: [],
}
/** Called for each message of the honest runner before it goes out; `false` swallows it. */
let intercept = (_message: Message): boolean => true

const { postMessage } = MessagePort.prototype
MessagePort.prototype.postMessage = function (message: Message) {
  stolen.port = this
  stolen.post = (forged) => Reflect.apply(postMessage, this, [forged])
  stolen.seen.push(message)
  if (intercept(message)) Reflect.apply(postMessage, this, [message])
}
// The first one gives the port away.
console.debug('boo')

const idOf = (type: string, id: string): unknown =>
  stolen.seen.findLast((message) => message.type === type)?.[id]
const own = (): unknown => idOf('lease', 'request')
const repeat = (times: number, post: (turn: number) => void): void => {
  for (let turn = 0; turn < times; turn++) post(turn)
}

const WILD = [Number.NaN, -1, 1e300, Number.POSITIVE_INFINITY, 0.5, '1', null, undefined, {}, 2 ** 60]
const IDS = ['0', '2', '999', '', '__proto__', 'constructor', 'x'.repeat(100_000), 7, null]
const POISON = JSON.parse(
  '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
)
const error = { code: 'DeviceLost', message: '', wayOut: '', stack: '', figures: POISON }

function forgeEverything(): void {
  for (const request of [...IDS, own()]) {
    // What its own call returns is its own affair.
    const call = request === idOf('lease', 'call') ? 'no' : request

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
      stolen.post({ type: 'lease', request, call: request, fn: 'forged', seconds: wild, size: 'xlarge' })
      stolen.post({
        type: 'lease',
        request,
        call: idOf('lease', 'call'),
        fn: 'second',
        seconds: 300,
        size: 'xlarge',
      })
      stolen.post({ type: 'residency', level: 'warm', held: wild })
      stolen.post({ type: 'residency', level: 'leased', held: 0 })
      stolen.post({ type: 'progress', call, fraction: wild, text: 'forged' })
      stolen.post({ type: 'returned', call, outputs: ['forged'] })
      stolen.post({ type: 'threw', call, error })
    }
  }
  for (const held of [1e15, Number.MAX_SAFE_INTEGER]) stolen.post({ type: 'residency', level: 'warm', held })
}

const never = () => new Promise<string>(() => undefined)

/** What is done inside a lease of two seconds. */
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
    stolen.post({ type: 'yield', call: 'no', outputs: Array.from({ length: 100_000 }, () => POISON) })
    return 'flooded'
  },
  poison() {
    stolen.post({
      type: 'loaded',
      spec: { ...POISON, title: 'x'.repeat(1_000_000), inputs: [], outputs: [], gpu: [] },
    })
    return POISON
  },
  models() {
    repeat(500, (turn) =>
      stolen.post({ type: 'model', model: `m${turn}`, path: `models/hostile/${turn}.onnx` }),
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
}

const inside = GPU({ duration: 2 }, (attack: string) => INSIDE[attack]())

export default Interface({
  title: 'hostile',
  inputs: [Textbox({ label: 'Attack' })],
  outputs: [Json()],
  fn: async (attack) => (attack in OUTSIDE ? OUTSIDE[attack]() : inside(attack)),
})
