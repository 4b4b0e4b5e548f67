import { crossing } from '../../protocol/cloneable'
import type { Results } from './results'

/** As often as a screen shows something new, about. Milliseconds. */
const EVERY_MS = 16
/** So many go out as they come: what a handler does in steps is seen in steps. */
const AT_ONCE = 32

/**
 * What a handler yields, as often as it can be seen. One that yields without end would otherwise take a fifth of the
 * page's thread, where each message costs some 80 µs, and most of them would be overtaken before a frame shows them.
 */
export interface Yields {
  /** Sent at once unless there was a flood of them just before; then the newest goes out within a frame. */
  add(results: Results): void
  /** Sends what is still held back. Idempotent. */
  flush(): void
}

/** @param post may throw what is not cloneable, as `add` then does */
export function createYields(post: (results: Results) => void): Yields {
  let held: Omit<Results, 'transfer'> | undefined
  let left = AT_ONCE
  let at = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (held === undefined) return
    // A copy that nobody else has can be given away whole.
    const { value, transfer } = crossing(held.outputs, 'outputs', { given: () => true })
    const { skipped } = held
    held = undefined
    left -= 1
    post({ outputs: Array.isArray(value) ? value : [], skipped, transfer })
  }

  return {
    add({ outputs, skipped, transfer }) {
      const now = performance.now()
      left = Math.min(AT_ONCE, left + (now - at) / EVERY_MS)
      at = now
      if (left >= 1 && held === undefined) {
        left -= 1
        return post({ outputs, skipped, transfer })
      }
      // What the handler does with them afterwards must not be seen, just as if they had been sent.
      held = onto(held, { outputs: structuredClone(outputs, { transfer }), skipped })
      if (left >= 1) flush()
      else timer ??= setTimeout(flush, EVERY_MS)
    },
    flush,
  }
}

/** An output that the later one skips is as the earlier one has it. */
function onto(
  earlier: Omit<Results, 'transfer'> | undefined,
  later: Omit<Results, 'transfer'>,
): Omit<Results, 'transfer'> {
  if (earlier === undefined) return later
  return {
    outputs: later.outputs.map((value, index) =>
      later.skipped.includes(index) ? earlier.outputs[index] : value,
    ),
    skipped: later.skipped.filter((index) => earlier.skipped.includes(index)),
  }
}
