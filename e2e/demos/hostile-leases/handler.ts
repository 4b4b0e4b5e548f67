import { GPU, Interface, remaining, Textbox } from 'sublet'

const never = () => new Promise<string>(() => undefined)
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const done = () => 'done'
const loop = (): never => {
  for (;;);
}

/** Each asks for the GPU in a way in which it should not be had, or does not give it back. */
const ATTACKS: Record<string, () => unknown> = {
  'too-long': () => GPU({ duration: 1e9 }, done)(),
  endless: () => GPU({ duration: Number.POSITIVE_INFINITY }, done)(),
  'not-a-number': () => GPU({ duration: Number.NaN }, done)(),
  negative: () => GPU({ duration: -5 }, done)(),
  zero: () => GPU({ duration: 0 }, done)(),
  text: () => GPU({ duration: '5' as unknown as number }, done)(),
  'callable-liar': () => GPU({ duration: () => ({ valueOf: () => 1 }) as unknown as number }, done)(),
  'callable-loop': () => GPU({ duration: loop }, done)(),
  'wrong-size': () => GPU({ duration: 1, size: 'huge' as 'large' }, done)(),
  'wrong-concurrency': () => GPU({ duration: 1, concurrency: -1 }, done)(),
  'long-name': () =>
    GPU(
      { duration: 1 },
      Object.defineProperty(() => 'done', 'name', { value: 'x'.repeat(1e6) }),
    )(),
  // One runner serves one lease at a time: they come one by one.
  'many-at-once': async () => `${(await Promise.all(Array.from({ length: 50 }, () => quick()))).length} done`,
  nested: GPU({ duration: 1 }, async () => quick()),
  never: GPU({ duration: 1 }, never),
  /** Returns while its GPU function goes on. */
  async orphan() {
    void holding()
    await sleep(100)
    return 'returned'
  },
  /** Comes back for another lease after the call has ended. */
  async 'after-the-call'() {
    setTimeout(() => quick().catch(({ code }) => console.log(`late: ${code}`)), 50)
    return 'returned'
  },
  /** Ignores the signal, catches what it throws, and goes on. */
  stubborn: GPU({ duration: 1 }, async () => {
    for (;;) await sleep(10)
  }),
  /** The clock of its realm is its own affair. */
  'stopped-clock': GPU({ duration: 1 }, async () => {
    performance.now = () => 0
    Date.now = () => 0
    AbortSignal.prototype.throwIfAborted = () => undefined
    Object.defineProperty(AbortSignal.prototype, 'aborted', { get: () => false })
    while (remaining() > 0) await sleep(10)
    return 'outlived'
  }),
  /** Starts another one when it has used one up. */
  async again() {
    await never1().catch(() => undefined)
    return quick()
  },
}

const quick = GPU({ duration: 1 }, done)
const never1 = GPU({ duration: 1 }, never)
const holding = GPU({ duration: 20, size: 'xlarge' }, never)

export default Interface({
  title: 'hostile-leases',
  inputs: [Textbox({ label: 'Attack' }), Textbox({ label: 'Site' })],
  outputs: [Textbox()],
  fn: async (attack) => (attack === 'fine' ? quick().then(() => 'fine') : ATTACKS[attack]()),
})
