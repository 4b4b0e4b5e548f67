import { GPU, Interface, Textbox } from 'sublet'

/** Each tries to run code outside this realm, or code that did not come by the linker, or to look around. */
const ATTACKS: Record<string, (site: string) => unknown> = {
  'worker-http': (site) => answer(new Worker(`${site}/scheduler.js`, { type: 'module' })),
  'worker-blob': () => answer(new Worker(URL.createObjectURL(new Blob([ALIVE])), { type: 'module' })),
  'worker-data': () => answer(new Worker(`data:text/javascript,${ALIVE}`, { type: 'module' })),
  'shared-worker': (site) => {
    const { port } = new SharedWorker(`${site}/scheduler.js`, { name: 'sublet-scheduler' })
    port.start()
    return answer(port)
  },
  'shared-worker-data': () => answer(new SharedWorker(`data:text/javascript,${ALIVE}`).port),
  'prototype-worker': () => Reflect.construct(Object.getPrototypeOf(self).Worker, [`data:,${ALIVE}`]),
  'event-target-worker'() {
    for (let scope: unknown = self; scope; scope = Object.getPrototypeOf(scope)) {
      for (const name of Object.getOwnPropertyNames(scope))
        if (/^(Shared)?Worker$/.test(name)) return `found ${name}`
    }
    return 'none'
  },
  worklet: () => CSS.paintWorklet.addModule('data:text/javascript,1'),
  'audio-worklet': () => new AudioContext().audioWorklet.addModule('data:text/javascript,1'),
  eval: () => Reflect.get(self, 'eval')('"evaluated"'),
  function: () => new Function('return "evaluated"')(),
  'async-function': () => Object.getPrototypeOf(async () => 1).constructor('return "evaluated"')(),
  'timer-text': () =>
    new Promise((resolve) => {
      Reflect.set(self, 'ran', resolve)
      setTimeout('ran("evaluated")')
      setTimeout(() => resolve('nothing ran'), 100)
    }),
  document: () => document.title,
  parent: () => parent.postMessage('x', '*'),
  top: () => top?.location.href ?? 'none',
  opener: () => opener.postMessage('x', '*'),
  // To the frame, which listens to no runner but for its end.
  'frame-flood'() {
    for (let turn = 0; turn < 5000; turn++) {
      postMessage({ type: 'kill', runner: `${turn}` })
      postMessage({ type: 'hello', protocol: 1 })
    }
    return 'posted'
  },
  name: () => self.name,
  location: () => location.href.slice(0, 21),
  origin: () => self.origin,
  'own-messages': () => {
    // Nothing more comes this way than the port did, and a compiled module.
    Reflect.set(self, 'onmessage', ({ data }: MessageEvent) => console.log(Object.keys(data)))
    return 'listening'
  },
  'close-outside'() {
    self.close()
    return new Promise(() => undefined)
  },
  'close-inside': () => leased('close'),
  'close-and-return': () => leased('return'),
  throw: () => leased('throw'),
  'throw-flood': () => leased('flood'),
  'reject-flood': () => leased('reject'),
}

const ALIVE = 'postMessage("alive")'

const leased = GPU({ duration: 1 }, async (how: string) => {
  if (how === 'throw') setTimeout(() => void uncaught())
  if (how === 'flood') for (let turn = 0; turn < 200; turn++) setTimeout(uncaught)
  if (how === 'reject') for (let turn = 0; turn < 200; turn++) void Promise.reject(new Error('x'.repeat(1e4)))
  if (how === 'close' || how === 'return') self.close()
  if (how === 'close') await new Promise(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, 100))
  return 'went on'
})

function uncaught(): never {
  throw new Error('x'.repeat(100_000))
}

function answer(worker: EventTarget): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data))
    worker.addEventListener('error', () => reject(new DOMException('it did not start', 'did not start')))
  })
}

/** `refused` and the name of the error, or what was got. */
async function outcome(attempt: () => unknown): Promise<string> {
  try {
    const got = await attempt()
    return typeof got === 'string' ? got : `got ${JSON.stringify(got)}`
  } catch (error) {
    // That of Sublet goes on to the page.
    if (error?.name === 'SubletError') throw error
    return `refused: ${error?.name ?? String(error)}`
  }
}

export default Interface({
  title: 'hostile-workers',
  inputs: [Textbox({ label: 'Attack' }), Textbox({ label: 'Site' })],
  outputs: [Textbox()],
  fn: async (attack, site) => (attack === 'fine' ? 'fine' : outcome(() => ATTACKS[attack](site))),
})
