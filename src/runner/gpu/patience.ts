/**
 * While a browser starts its GPU process again, after a loss, there is no adapter, or one whose device is lost as it
 * comes (measured in Chromium 156: some 40 ms). No event tells when that is over.
 */
const RETRY_AFTER_MS = [50, 100, 200, 400, 800]

/** Tries until the outcome is good, a few times; gives the last one if none was. */
export async function patiently<T>(attempt: () => Promise<T>, isGood: (outcome: T) => boolean): Promise<T> {
  let outcome = await attempt()
  for (const wait of RETRY_AFTER_MS) {
    if (isGood(outcome)) break
    await new Promise((resolve) => setTimeout(resolve, wait))
    outcome = await attempt()
  }
  return outcome
}
