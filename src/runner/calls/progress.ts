import { LONGEST_TEXT } from '../../protocol/runner'

/** A screen shows no more than about 60 a second, and each one is a message and a render. Milliseconds. */
const EVERY_MS = 16

/** The progress of one call, as often as it can be seen: at once, then at most each 16 ms, and always the last one. */
export interface Progress {
  /** @param fraction what is out of 0..1, or no number, is brought into it */
  report(fraction: number, text: string): void
  /** Says what is still held back. Idempotent. */
  flush(): void
}

export function createProgress(post: (fraction: number, text: string) => void): Progress {
  let held: { fraction: number; text: string } | undefined
  let saidAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (held === undefined) return
    const { fraction, text } = held
    held = undefined
    saidAt = performance.now()
    post(fraction, text)
  }

  return {
    report(fraction, text) {
      const shown = Math.min(1, Math.max(0, Number(fraction) || 0))
      held = { fraction: shown, text: String(text).slice(0, LONGEST_TEXT) }
      const wait = saidAt + EVERY_MS - performance.now()
      if (wait <= 0) flush()
      else timer ??= setTimeout(flush, wait)
    },
    flush,
  }
}
