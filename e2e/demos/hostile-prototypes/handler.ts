import { GPU, Interface, Textbox } from 'sublet'

const never = () => new Promise<string>(() => undefined)
const quick = GPU({ duration: 1 }, async () => 'got')

/** Each breaks something that the runner's own code uses too. The realm is its own, and so is the harm. */
const ATTACKS: Record<string, () => unknown> = {
  'object-fields'() {
    for (const field of ['type', 'outputs', 'call', 'request', 'error', 'code', 'then', 'value']) {
      Object.defineProperty(Object.prototype, field, { get: () => 'polluted', set() {}, configurable: true })
    }
    return 'polluted'
  },
  'object-proto'() {
    Reflect.set(Object.prototype, 'polluted', true)
    Reflect.set(Array.prototype, 'polluted', true)
    Reflect.set(Function.prototype, 'polluted', true)
    return quick()
  },
  'array-iterator'() {
    Array.prototype[Symbol.iterator] = function* () {
      yield 'polluted'
    }
    return 'polluted'
  },
  'array-methods'() {
    Array.prototype.map = () => ['polluted']
    Array.prototype.push = () => 0
    Array.isArray = () => true
    return quick()
  },
  'promise-then'() {
    // biome-ignore lint/suspicious/noThenProperty: what the attack is
    Promise.prototype.then = () => never()
    return quick()
  },
  'promise-species'() {
    Object.defineProperty(Promise, Symbol.species, { get: () => Object })
    Object.defineProperty(Array, Symbol.species, { get: () => Promise })
    return quick()
  },
  'promise-statics'() {
    Promise.race = () => never()
    Promise.withResolvers = () => ({ promise: never(), resolve() {}, reject() {} })
    return quick()
  },
  'map-methods'() {
    Map.prototype.get = () => undefined
    Map.prototype.set = function () {
      return this
    }
    return quick()
  },
  'port-methods'() {
    MessagePort.prototype.postMessage = () => undefined
    MessagePort.prototype.addEventListener = () => undefined
    return quick()
  },
  'event-data'() {
    Object.defineProperty(MessageEvent.prototype, 'data', { get: () => ({ type: 'grant' }) })
    return quick()
  },
  'add-listener'() {
    EventTarget.prototype.addEventListener = () => undefined
    return quick()
  },
  'structured-clone'() {
    Reflect.set(self, 'structuredClone', () => 'polluted')
    Reflect.set(self, 'Blob', Object)
    Reflect.set(self, 'WebAssembly', { instantiate: () => 'polluted' })
    return quick()
  },
  clocks() {
    Date.now = () => Number.NaN
    performance.now = () => -1e9
    Reflect.set(self, 'setTimeout', () => 0)
    return quick()
  },
  errors() {
    Error.prototype.toString = () => 'x'.repeat(1e6)
    Object.defineProperty(Error.prototype, 'message', { get: () => 'x'.repeat(1e6) })
    Error.stackTraceLimit = 1e6
    throw new Error('polluted')
  },
  'call-and-apply'() {
    Function.prototype.call = () => 'polluted'
    Function.prototype.apply = () => 'polluted'
    Reflect.apply = () => 'polluted'
    return quick()
  },
  proxies() {
    Reflect.set(self, 'Proxy', class {})
    Object.freeze(Object.prototype)
    Object.freeze(Array.prototype)
    return quick()
  },
  'delete-globals'() {
    for (const name of Object.getOwnPropertyNames(self)) Reflect.deleteProperty(self, name)
    return quick()
  },
}

export default Interface({
  title: 'hostile-prototypes',
  inputs: [Textbox({ label: 'Attack' }), Textbox({ label: 'Site' })],
  outputs: [Textbox()],
  fn: async (attack) => (attack === 'fine' ? quick().then(() => 'fine') : ATTACKS[attack]()),
})
