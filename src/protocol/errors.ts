import * as v from 'valibot'
import { thrownMessage, thrownStack } from './thrown'

/** The closed list of DESIGN.md 7. A new failure gets a code here, a title and a way out, or it is not one of ours. */
export const ERROR_CODES = [
  'IllegalDuration',
  'QuotaExceeded',
  'PendingCredits',
  'QueueTimeout',
  'QueueFull',
  'TaskAborted',
  'Cancelled',
  'GpuNotAttached',
  'GpuUnavailable',
  'DeviceLost',
  'OutOfMemory',
  'ModelNotFound',
  'ModelCorrupt',
  'ModelUnsupported',
  'StorageFull',
  'NotCloneable',
  'GpuValueEscaped',
  'HandlerFailed',
  'CompileFailed',
  'DemoRefused',
  'ExportRefused',
  'RunnerCrashed',
  'ProtocolMismatch',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

const CATALOGUE: Record<ErrorCode, { title: string; wayOut: string }> = {
  IllegalDuration: {
    title: 'Illegal duration',
    wayOut: 'Declare a shorter duration, or a smaller size; waiting does not help.',
  },
  QuotaExceeded: {
    title: 'Quota exceeded',
    wayOut: 'Wait for the window to end, or ask for fewer seconds.',
  },
  PendingCredits: { title: 'Pending credits', wayOut: 'Try again when a running task has completed.' },
  QueueTimeout: { title: 'Queue timeout', wayOut: 'Try again, or allow a longer wait.' },
  QueueFull: { title: 'Queue full', wayOut: 'Wait for a call of yours to end, or cancel one.' },
  TaskAborted: {
    title: 'GPU task aborted',
    wayOut: 'Declare a longer duration, or do less inside the GPU function.',
  },
  Cancelled: { title: 'Cancelled', wayOut: 'Press Run to start it again.' },
  GpuNotAttached: {
    title: 'No GPU is attached here',
    wayOut: 'Do this inside a function that is wrapped in GPU(...).',
  },
  GpuUnavailable: {
    title: 'No GPU',
    wayOut:
      'Use a current Chrome, Edge, Firefox or Safari with WebGPU and hardware acceleration switched on, over https or on localhost.',
  },
  DeviceLost: {
    title: 'The GPU device was lost',
    wayOut: 'Run it again: the call was not billed and the next lease gets a fresh device.',
  },
  OutOfMemory: {
    title: 'Out of GPU memory',
    wayOut: 'Free buffers with destroy(), use a smaller input, or ask for size: "xlarge".',
  },
  ModelNotFound: { title: 'Model not found', wayOut: 'Check the path or the id of the model.' },
  ModelCorrupt: {
    title: 'Model corrupt',
    wayOut: 'Fetch the file again; if it stays so, the file at its source is damaged.',
  },
  ModelUnsupported: {
    title: 'Model not supported',
    wayOut: 'Export the model to ONNX with opset 7 or later.',
  },
  StorageFull: { title: 'Storage is full', wayOut: 'Delete a model, or free space on the disk.' },
  NotCloneable: {
    title: 'A value cannot leave the runner',
    wayOut: 'Return plain data: numbers, strings, arrays, typed arrays, ImageData, Blob.',
  },
  GpuValueEscaped: {
    title: 'A GPU value cannot leave the runner',
    wayOut: 'Read it back first: await tensor.getData(), or map the buffer.',
  },
  HandlerFailed: {
    title: 'The handler failed',
    wayOut: 'Read the message and the stack; press Edit to change it.',
  },
  CompileFailed: { title: 'The handler does not compile', wayOut: 'Mend the errors that the editor shows.' },
  DemoRefused: { title: 'Demo refused', wayOut: 'Mend it and import it again.' },
  ExportRefused: { title: 'No export', wayOut: 'Reload the page and export it again.' },
  RunnerCrashed: { title: 'The runner ended', wayOut: 'Run it again: a fresh runner takes over.' },
  ProtocolMismatch: {
    title: 'Two versions of this page are open',
    wayOut: 'Close or reload the other tabs of this site.',
  },
}

/** Figures behind a refusal, by name; the unit is in the name: `requestedSeconds`, `allowedBytes`. */
export type ErrorFigures = Record<string, number | string>

export interface SubletErrorOptions {
  figures?: ErrorFigures
  /** Overrides the catalogue's way out where a better one is known. */
  wayOut?: string
  cause?: unknown
  stack?: string
}

/** The one error of Sublet. `message` carries the numbers, `wayOut` says what to do. */
export class SubletError extends Error {
  override readonly name = 'SubletError'
  readonly code: ErrorCode
  readonly title: string
  readonly wayOut: string
  readonly figures: ErrorFigures

  constructor(code: ErrorCode, message: string, options: SubletErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.title = CATALOGUE[code].title
    this.wayOut = options.wayOut ?? CATALOGUE[code].wayOut
    this.figures = options.figures ?? {}
    if (options.stack !== undefined) this.stack = options.stack
  }
}

/** A message can quote a whole shader; what is longer than this is cut, since it may come from a handler. */
export const LONGEST_ERROR_TEXT = 20_000
const MOST_FIGURES = 64
const text = v.pipe(v.string(), v.maxLength(LONGEST_ERROR_TEXT))

/** An error as it crosses a thread. Class instances do not survive structured clone, so it is plain data. */
export const wireErrorSchema = v.object({
  code: v.picklist(ERROR_CODES),
  message: text,
  wayOut: text,
  figures: v.pipe(v.record(text, v.union([v.number(), text])), v.maxEntries(MOST_FIGURES)),
  stack: text,
})
export type WireError = v.InferOutput<typeof wireErrorSchema>

/** Serialises any thrown value, with the errors that caused it. What is not ours becomes `fallback`. */
export function toWire(thrown: unknown, fallback: ErrorCode = 'HandlerFailed'): WireError {
  let error: SubletError
  try {
    error = asSubletError(thrown, fallback)
  } catch {
    // A proxy whose traps throw, for one: a call must end whatever its handler throws.
    return toWire(new SubletError(fallback, 'What was thrown cannot be read.'))
  }
  const { code, message, wayOut, figures } = error
  return {
    code,
    message: message.slice(0, LONGEST_ERROR_TEXT),
    wayOut: wayOut.slice(0, LONGEST_ERROR_TEXT),
    figures: wireFigures(figures),
    stack: thrownStack(thrown).slice(0, LONGEST_ERROR_TEXT),
  }
}

/** What does not fit the schema would cost the whole message: NaN is no number there. */
function wireFigures(figures: ErrorFigures): ErrorFigures {
  const entries = Object.entries(figures).slice(0, MOST_FIGURES)
  return Object.fromEntries(
    entries.map(([name, figure]) => [
      name,
      typeof figure === 'number' && !Number.isNaN(figure)
        ? figure
        : String(figure).slice(0, LONGEST_ERROR_TEXT),
    ]),
  )
}

export function fromWire(wire: WireError): SubletError {
  const { code, message, wayOut, figures, stack } = wire
  return new SubletError(code, message, { wayOut, figures, stack })
}

/** Narrows any thrown value to a `SubletError`; a foreign one is wrapped, its name kept, and is the cause. */
export function asSubletError(thrown: unknown, fallback: ErrorCode = 'HandlerFailed'): SubletError {
  if (thrown instanceof SubletError) return thrown
  const message = thrownMessage(thrown)
  if (!(thrown instanceof Error)) return new SubletError(fallback, message)
  return new SubletError(fallback, message, { cause: thrown, stack: thrown.stack ?? '' })
}

export function errorTitle(code: ErrorCode): string {
  return CATALOGUE[code].title
}
