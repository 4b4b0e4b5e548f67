import { currentRuntime } from './runtime'

/**
 * Says that the handler does not use the `ArrayBuffer`s and `ImageBitmap`s in a value again: when the value leaves the
 * runner, as an output or a part of one, they are handed over instead of copied, and are empty afterwards. Yielding or
 * returning them a second time fails with `NotCloneable`.
 *
 * Inputs are always copied on their way in, whatever the page does with them: a call that was lost is tried again with
 * the same ones.
 *
 * Outside Sublet it only gives back what it gets.
 */
export function transfer<T>(value: T): T {
  if (typeof value === 'object' && value !== null) currentRuntime()?.give(value)
  return value
}
