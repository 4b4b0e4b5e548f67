/** Words for what was thrown, which can be any value, and an error whose parts are not what their types say. */

/** Causes of causes; `AggregateError`s bring several at once. */
const MOST_CAUSES = 8
const LONGEST_VALUE = 500

/** `RangeError: too far`, or the message alone of what is only called `Error`. */
export function thrownMessage(thrown: unknown): string {
  if (!(thrown instanceof Error)) return valueText(thrown)
  const name = thrownName(thrown)
  const message = text(thrown, 'message')
  if (name === 'Error') return message
  return message === '' ? name : `${name}: ${message}`
}

/** Its own stack, and those of the errors that led to it. */
export function thrownStack(thrown: unknown): string {
  if (!(thrown instanceof Error)) return ''
  const seen = new Set<unknown>([thrown])
  const parts = [text(thrown, 'stack')]
  const waiting = causesOf(thrown)
  for (let cause = waiting.shift(); cause !== undefined; cause = waiting.shift()) {
    if (seen.has(cause) || seen.size > MOST_CAUSES) continue
    seen.add(cause)
    const told = causeText(cause)
    // An error that was given another class keeps the stack of the one inside.
    if (told !== parts[0]) parts.push(`Caused by: ${told}`)
    waiting.unshift(...causesOf(cause))
  }
  return parts.join('\n')
}

function causesOf(thrown: unknown): unknown[] {
  if (!(thrown instanceof Error)) return []
  const several: unknown[] =
    thrown instanceof AggregateError && Array.isArray(thrown.errors)
      ? thrown.errors.slice(0, MOST_CAUSES)
      : []
  return [thrown.cause, ...several].filter((cause) => cause !== undefined)
}

function causeText(cause: unknown): string {
  const head = thrownMessage(cause)
  if (!(cause instanceof Error)) return head
  const stack = text(cause, 'stack')
  // V8 begins a stack with name and message; the others do not.
  return stack.includes(text(cause, 'message')) && stack !== '' ? stack : `${head}\n${stack}`
}

/** A class that sets no `name` is still known by its own. */
function thrownName(error: Error): string {
  const name = text(error, 'name')
  if (name !== 'Error') return name
  const made: unknown = error.constructor
  return typeof made === 'function' && made.name !== '' ? made.name : name
}

/** An author may have put anything there. */
function text(error: Error, key: 'name' | 'message' | 'stack'): string {
  const value: unknown = error[key]
  return typeof value === 'string' ? value : valueText(value)
}

function valueText(value: unknown): string {
  if (value === undefined || typeof value === 'function') return String(value)
  if (typeof value !== 'object' || value === null) return String(value)
  try {
    return JSON.stringify(value).slice(0, LONGEST_VALUE)
  } catch {
    return Object.prototype.toString.call(value)
  }
}
