export type BrowserName = 'chromium' | 'firefox'

/** What holds an attack; docs/security.md describes each. */
export const WALLS = {
  origin: 'the opaque origin',
  policy: "the frame's policy",
  absent: 'not there: in no worker, or taken away',
  gpu: 'the emulated GPU',
  parsing: 'parsing at the port',
  books: "the host's own books",
  clone: 'structured clone',
  clock: 'the clock of the lease',
  stop: 'Stop',
  watchdog: 'the watchdog over loading',
  realm: 'its own realm: it harms itself',
  browser: "the browser's limits",
} as const
export type Wall = keyof typeof WALLS

/**
 * What becomes of a call, as text: its first output, what that is if it is no text, or `! ` and the code of its error.
 * A pattern stands for texts that depend on the machine.
 */
export type Expected = string | RegExp

/** For attacks on the demo's own realm: what becomes of its own call is its own affair. The world is looked at all the same. */
export const ANYTHING = /^/

export interface Attack {
  /** Unique within its demo, whose first input it is. */
  name: string
  /** Folder under `e2e/demos`. */
  demo: string
  /** As docs/attacks.md has it. */
  tries: string
  wall: Wall
  expected: Expected | Readonly<Record<BrowserName, Expected>>
  /** Seconds of GPU, after the size factor, that it may be charged at most; absent: none. */
  seconds?: number
  /** Stop is pressed so long after Run; without a lease nothing else ends it. */
  stopAfterMs?: number
  /** It leaves its own runner unfit for the next call, which is its own harm: the page is opened anew. */
  spoils?: boolean
  /** What the second input is; absent: the address of the site. */
  given?: 'leak' | 'page blob'
  /** The page's thread may stand still for so long meanwhile; absent: 2 s. */
  freezesMs?: number
}

export function expectedIn(browser: BrowserName, { expected }: Attack): Expected {
  return typeof expected === 'string' || expected instanceof RegExp ? expected : expected[browser]
}

export function agrees(ended: string, expected: Expected): boolean {
  return typeof expected === 'string' ? ended === expected : expected.test(ended)
}
