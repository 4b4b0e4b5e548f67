import type { Refusal } from './request'

/** How long a download waits before it asks again, and when it gives up. */
export interface Patience {
  /** Bytes came: whatever went wrong before is forgotten. */
  progressed(): void
  /**
   * Waits for the next attempt; rejects with the error of `refusal` when there is none, and with the reason of
   * `signal` when that fires.
   */
  again(refusal: Refusal, signal: AbortSignal): Promise<void>
}

/** In a row, without a byte in between. */
const ATTEMPTS = 6
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
/** A server that asks for more is not waited for: the visitor is told, and may ask again. */
const LONGEST_RETRY_AFTER_MS = 120_000

/** Resolves after so many milliseconds; rejects with the reason of `signal` when that fires. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>

export interface PatienceOptions {
  sleep: Sleep
  /** From 0 up to 1. */
  random: () => number
}

export function createPatience({ sleep, random }: PatienceOptions): Patience {
  let failures = 0
  return {
    progressed() {
      failures = 0
    },
    async again({ error, retry, afterMs }, signal) {
      failures += 1
      if (!retry || failures >= ATTEMPTS || (afterMs ?? 0) > LONGEST_RETRY_AFTER_MS) throw error
      const backOff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1))
      // Half of it by chance, so that many who lost the same server do not come back at the same moment.
      await sleep(afterMs ?? backOff * (0.5 + random() / 2), signal)
    },
  }
}

export const sleep: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const ended = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', ended)
      resolve()
    }, ms)
    signal.addEventListener('abort', ended, { once: true })
  })
