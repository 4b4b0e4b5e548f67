import { crossing } from '../../protocol/cloneable'
import { SubletError } from '../../protocol/errors'
import type { ComponentSpec } from '../../protocol/interface'
import { SKIP } from '../../sdk/skip'

/** What a handler came to, ready to be posted. */
export interface Results {
  /** A value for each output; undefined for those in `skipped`. */
  outputs: unknown[]
  /** Indices of the outputs that stay as they are. */
  skipped: number[]
  transfer: Transferable[]
}

/**
 * Makes a value that a handler yielded or returned ready to leave the runner.
 * @param given true of values that went through `transfer()`
 * @throws SubletError `HandlerFailed` when it does not fit the outputs; `NotCloneable`, `GpuValueEscaped`
 */
export function resultsOf(
  value: unknown,
  specs: readonly ComponentSpec[],
  given: (value: object) => boolean,
): Results {
  const values = asOutputs(value, specs)
  const skipped = specs.flatMap((spec, index) => (isSkipped(values[index], spec, index) ? [index] : []))
  const shown = values.map((output, index) => (skipped.includes(index) ? undefined : output))
  const { value: copy, transfer } = crossing(shown, 'outputs', {
    // Of several outputs the array itself may have been marked, which is another one here.
    given: (part) =>
      given(part) || (part === shown && typeof value === 'object' && value !== null && given(value)),
  })
  return { outputs: Array.isArray(copy) ? copy : [], skipped, transfer }
}

/** All outputs stay as they are. */
export function nothingNew(specs: readonly ComponentSpec[]): Results {
  return { outputs: specs.map(() => undefined), skipped: specs.map((_, index) => index), transfer: [] }
}

/** One output may come bare; several come as an array of just so many; drawing on canvases alone needs no value. */
function asOutputs(value: unknown, specs: readonly ComponentSpec[]): readonly unknown[] {
  const drawn = value === undefined && specs.every(({ kind }) => kind === 'canvas')
  if (value === SKIP || drawn) return specs.map(() => SKIP)
  if (specs.length === 1) return [value]
  if (Array.isArray(value) && value.length === specs.length) return value
  const got = Array.isArray(value) ? `an array of ${value.length}` : typeof value
  throw new SubletError('HandlerFailed', `The handler has ${specs.length} outputs and returned ${got}.`, {
    wayOut: `Return an array of ${specs.length} values, in the order of the outputs; skip() leaves one as it is.`,
  })
}

function isSkipped(value: unknown, { kind }: ComponentSpec, index: number): boolean {
  if (value === SKIP) return true
  if (kind !== 'canvas') return false
  if (value === undefined) return true
  throw new SubletError(
    'HandlerFailed',
    `outputs[${index}] is a Canvas, and a ${typeof value} was returned for it.`,
    {
      wayOut: 'Draw on canvasFor(view), and return nothing for it; to return an image, use Image().',
    },
  )
}
