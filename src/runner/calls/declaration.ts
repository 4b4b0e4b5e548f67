import * as v from 'valibot'
import { SubletError } from '../../protocol/errors'
import { LONGEST_NAME } from '../../protocol/runner'
import type { AnyFunction } from '../../sdk/gpu-options'
import { type Declared, declaredDuration } from './duration'

/** What `GPU(...)` was given, once it is known to be right. */
export interface Declaration {
  name: string
  duration: Declared
  size: 'large' | 'xlarge'
  concurrency: number | undefined
}

const optionsSchema = v.strictObject({
  // Looked at in `duration.ts`: what is illegal has an error code of its own.
  duration: v.optional(v.unknown()),
  size: v.optional(v.picklist(['large', 'xlarge']), 'large'),
  concurrency: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
})

const contextSchema = v.looseObject({ kind: v.string(), name: v.union([v.string(), v.symbol()]) })

/**
 * @param context what a decorator was told of what it stands above; undefined for a call of `GPU(...)`
 * @param assigned the variable that the result is assigned to, or another name that is not taken
 * @throws SubletError `HandlerFailed` for options that are none, for what is no function, and above anything but a
 * method; `IllegalDuration`
 */
export function declaration(
  options: unknown,
  fn: unknown,
  context: unknown,
  assigned: () => string,
): Declaration {
  const decorated = v.is(contextSchema, context) ? context : v.is(contextSchema, fn) ? fn : undefined
  if (context !== undefined && decorated === undefined)
    throw notWrappable(`its second argument is ${nounOf(context)}`)
  if (decorated !== undefined && decorated.kind !== 'method') {
    throw notWrappable(`${String(decorated.name)} is a ${decorated.kind}`)
  }
  if (!isFunction(fn)) throw notWrappable(`it was given ${nounOf(fn)}`)
  const name =
    (decorated === undefined ? fn.name.replace(/^(bound )+/, '') : nameOf(decorated.name)) || assigned()
  const parsed = v.safeParse(optionsSchema, options)
  if (!parsed.success) throw wrongOptions(name, parsed.issues)
  const { duration, size, concurrency } = parsed.output
  return {
    name: name.slice(0, LONGEST_NAME),
    duration: declaredDuration(name, duration),
    size,
    concurrency,
  }
}

function isFunction(fn: unknown): fn is AnyFunction {
  return typeof fn === 'function'
}

function nameOf(name: string | symbol): string {
  return typeof name === 'symbol' ? (name.description ?? '') : name
}

function nounOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  const type = Array.isArray(value) ? 'array' : typeof value
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}

function notWrappable(why: string): SubletError {
  return new SubletError('HandlerFailed', `GPU(...) wraps functions and methods of classes; ${why}.`, {
    wayOut: 'Write GPU(fn), GPU(options, fn), or @GPU(options) above a method.',
  })
}

function wrongOptions(name: string, issues: readonly v.BaseIssue<unknown>[]): SubletError {
  const wrong = issues.map((issue) => `${v.getDotPath(issue) ?? 'options'}: ${issue.message}`).join('; ')
  return new SubletError('HandlerFailed', `The options of ${name}() in GPU(...) are not valid. ${wrong}`, {
    wayOut: 'Options are { duration, size, concurrency }, each of them optional.',
  })
}
