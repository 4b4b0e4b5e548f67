/** The page's side of the harness: what a benchmark's page module offers, and how it takes samples. */

/** Milliseconds by what was measured, in the order in which they were taken. */
export type Samples = Record<string, number[]>

/** Takes a number of rounds. What it measures must be ready before the first, and gone after the last. */
export type Measurement = (rounds: number) => Promise<Samples>

declare global {
  interface Window {
    bench: Readonly<Record<string, Measurement>>
  }
}

/** Makes measurements callable by name from the benchmark program. */
export function offer(measurements: Readonly<Record<string, Measurement>>): void {
  window.bench = measurements
  void runByAddress()
}

/** Does one thing and resolves with the milliseconds that it took; what is not to be timed lies around them. */
export type Take = () => Promise<number>

/**
 * Takes one sample of each side in turn, so that whatever else the machine does meets all alike. Each round goes
 * through the sides in the opposite order of the one before, since going first can be an advantage.
 */
export async function alternate(rounds: number, sides: Readonly<Record<string, Take>>): Promise<Samples> {
  const samples: Samples = {}
  const order = Object.entries(sides)
  for (const [name] of order) samples[name] = []
  for (let round = 0; round < rounds; round++) {
    for (const [name, take] of order) samples[name]?.push(await take())
    order.reverse()
  }
  return samples
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Does something while `lone-browser.mjs` watches how far the memory rises above that of the idle page. */
export async function held<T>(work: () => Promise<T>): Promise<T> {
  await tell('begin')
  const made = await work()
  await tell('end')
  return made
}

/** Lets `lone-browser.mjs` note what the processes hold, once they have come to rest. */
export function level(): Promise<void> {
  return tell('level')
}

/** Hands `lone-browser.mjs` a number that the page has measured itself. */
export function sample(value: number): Promise<void> {
  return tell('sample', String(value))
}

async function tell(what: string, body = ''): Promise<void> {
  await fetch(`/bench/hold/${what}`, { method: 'POST', body })
}

/** In a browser that nothing drives the address says what to measure. */
async function runByAddress(): Promise<void> {
  const asked = new URLSearchParams(location.search)
  const name = asked.get('measure')
  if (name === null) return
  try {
    await window.bench[name]?.(Number(asked.get('rounds')))
    await tell('over')
  } catch (cause) {
    await tell('over', cause instanceof Error ? (cause.stack ?? cause.message) : String(cause))
  }
}
