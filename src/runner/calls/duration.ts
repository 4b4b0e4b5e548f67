import { type ErrorFigures, SubletError } from '../../protocol/errors'
import { thrownMessage } from '../../protocol/thrown'

/** ZEROGPU.md, Duration: 60 s unless declared. */
const DEFAULT_SECONDS = 60

/** Seconds, as the author declared them; null where a callable decides by the arguments. */
export type Declared = { seconds: number } | { seconds: null; of: (self: unknown, args: unknown[]) => number }

/**
 * @param duration as the author wrote it
 * @throws SubletError `IllegalDuration` for what is no number above 0 and no function
 */
export function declaredDuration(name: string, duration: unknown = DEFAULT_SECONDS): Declared {
  if (typeof duration !== 'function') return { seconds: legal(name, duration, 'is') }
  return { seconds: null, of: (self, args) => evaluate(name, () => Reflect.apply(duration, self, args)) }
}

/** @throws SubletError `IllegalDuration` with what the callable returned or threw */
function evaluate(name: string, duration: () => unknown): number {
  let seconds: unknown
  try {
    seconds = duration()
  } catch (cause) {
    const threw = thrownMessage(cause)
    throw illegal(`The duration of ${name}() threw: ${threw}`, { threw }, cause)
  }
  return legal(name, seconds, 'returned')
}

function legal(name: string, value: unknown, how: 'is' | 'returned'): number {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value
  const shown = typeof value === 'string' ? JSON.stringify(value) : thrownMessage(value)
  const got = value instanceof Promise ? 'a promise' : shown
  const figure = how === 'is' ? 'declaredSeconds' : 'returnedSeconds'
  throw illegal(`The duration of ${name}() ${how} ${got}, not a number of seconds above 0.`, {
    [figure]: got,
  })
}

function illegal(message: string, figures: ErrorFigures, cause?: unknown): SubletError {
  return new SubletError('IllegalDuration', message, {
    figures,
    cause,
    wayOut:
      'Declare seconds above 0, or a function of the same arguments that returns such a number at once.',
  })
}
