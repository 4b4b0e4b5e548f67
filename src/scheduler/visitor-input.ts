import * as v from 'valibot'
import { type ErrorCode, SubletError } from '../protocol/errors'
import { type LedgerRange, ledgerRangeSchema } from '../protocol/ledger'
import { type PoolSettings, poolSettings, SETTING_BOUNDS, type Tier, tierSchema } from '../protocol/pool'
import {
  creditSecondsSchema,
  LEAST_CREDIT_SECONDS,
  LONGEST_WAIT_MS,
  MOST_CREDIT_SECONDS,
  waitSchema,
} from '../protocol/scheduler'
import { TIERS } from './core/tiers'

// What visitors and programs say, looked at before it is posted: the scheduler drops what is malformed, and nobody
// would hear of it. Programs are not bound to our types. Each of these returns what is wrong, if something is.

/** For the credits of a visitor who visits as `tier`. */
export function wrongCredits(seconds: number, tier: Tier): SubletError | undefined {
  if (!v.is(creditSecondsSchema, seconds)) {
    return new SubletError(
      'IllegalDuration',
      `Credits of ${shown(seconds)} s cannot be added: ${LEAST_CREDIT_SECONDS} s to ${MOST_CREDIT_SECONDS} s at a time can`,
      {
        figures: {
          requestedSeconds: figure(seconds),
          leastSeconds: LEAST_CREDIT_SECONDS,
          mostSeconds: MOST_CREDIT_SECONDS,
        },
        wayOut: 'Add a number of seconds within these.',
      },
    )
  }
  const { extensible, limitMs, title } = TIERS[tier]
  if (extensible) return undefined
  const limitSeconds = limitMs / 1000
  const others = Object.values(TIERS).filter((rule) => rule.extensible)
  return new SubletError(
    'QuotaExceeded',
    `${title} ends with its quota of ${limitSeconds}s: ${seconds}s of credits cannot be added to it`,
    {
      figures: { requestedSeconds: seconds, limitSeconds },
      wayOut: `Visit as one of those that go on past their quota: ${others.map((rule) => rule.title).join(', ')}.`,
    },
  )
}

/** The refusal that a setting causes where it is out of bounds in the other way: while it is in force. */
const SETTING_CODES: Record<keyof PoolSettings, ErrorCode> = {
  keepAliveMs: 'IllegalDuration',
  budgetBytes: 'OutOfMemory',
  queueLimit: 'QueueFull',
}

export function wrongSettings(settings: Partial<PoolSettings>): SubletError | undefined {
  for (const [name, value] of Object.entries(settings)) {
    if (!isSetting(name)) return unknownName('setting', name, Object.keys(SETTING_BOUNDS))
    if (v.is(poolSettings[name], value)) continue
    const { least, most } = SETTING_BOUNDS[name]
    const kind = name === 'keepAliveMs' ? 'number' : 'whole number'
    return new SubletError(
      SETTING_CODES[name],
      `${name} cannot be ${shown(value)}: it is a ${kind} from ${least} to ${most}`,
      { figures: { asked: figure(value), least, most }, wayOut: `Give a ${kind} within these.` },
    )
  }
  return undefined
}

export function wrongTier(tier: Tier): SubletError | undefined {
  return v.is(tierSchema, tier) ? undefined : unknownName('tier', tier, tierSchema.options)
}

export function wrongRange(range: LedgerRange): SubletError | undefined {
  if (v.is(ledgerRangeSchema, range)) return undefined
  return new SubletError('HandlerFailed', 'A span of time is `since` and `until`, as numbers', {
    wayOut: 'Give milliseconds since the epoch: Date.now(), or date.getTime().',
  })
}

/** @param maxWaitMs undefined for as long as it takes */
export function wrongWait(maxWaitMs: number | undefined): SubletError | undefined {
  if (maxWaitMs === undefined || v.is(waitSchema, maxWaitMs)) return undefined
  return new SubletError(
    'QueueTimeout',
    `A call cannot wait ${shown(maxWaitMs)} ms for the GPU: 0 to ${LONGEST_WAIT_MS} can be allowed`,
    {
      figures: { requestedMs: figure(maxWaitMs), leastMs: 0, mostMs: LONGEST_WAIT_MS },
      wayOut: 'Leave maxWaitMs out to wait for as long as it takes.',
    },
  )
}

export function unknownName(kind: string, name: unknown, known: readonly string[]): SubletError {
  return new SubletError('HandlerFailed', `There is no ${kind} ${shown(name)}.`, {
    wayOut: `There are: ${known.join(', ')}.`,
  })
}

function isSetting(name: string): name is keyof PoolSettings {
  return Object.hasOwn(SETTING_BOUNDS, name)
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value.slice(0, 100)}'` : String(value)
}

/** As text where it is no number that can cross a thread's port. */
function figure(value: unknown): number | string {
  return typeof value === 'number' && Number.isFinite(value) ? value : shown(value)
}
