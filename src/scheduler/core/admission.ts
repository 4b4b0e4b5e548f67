import { type ErrorFigures, SubletError } from '../../protocol/errors'
import { leftMs, runsLeft, windowEndsInMs } from './quota'
import type { Settings } from './settings'
import type { Account } from './state'

export interface Asked {
  seconds: number
  factor: number
}

/**
 * Why a request is not let into the queue, with the numbers; undefined if it is. The order is that of
 * DESIGN.md 4.4: what waiting cannot mend comes first. Nothing is charged or reserved here.
 */
export function refusal(
  account: Account,
  asked: Asked,
  wall: number,
  settings: Settings,
): SubletError | undefined {
  const requestedMs = durationMs(asked.seconds) * asked.factor
  return (
    illegalDuration(account, asked) ??
    runsExceeded(account, wall, settings.windowMs) ??
    quotaExceeded(account, requestedMs, wall, settings.windowMs) ??
    pendingRuns(account, wall, settings.windowMs) ??
    pendingCredits(account, requestedMs, wall, settings.windowMs) ??
    queueFull(account, settings.queueLimit)
  )
}

/** Seconds as whole milliseconds, of which a legal duration has at least one. */
export function durationMs(seconds: number): number {
  return Math.max(1, Math.round(seconds * 1000))
}

function illegalDuration(account: Account, { seconds, factor }: Asked): SubletError | undefined {
  const allowedSeconds = account.rule.capSeconds
  if (!Number.isFinite(seconds) || seconds <= 0) {
    return new SubletError(
      'IllegalDuration',
      `The requested GPU duration (${seconds}s) is not a number of seconds above 0, up to ${allowedSeconds}s`,
      // As text: NaN is no number that can cross a thread's port.
      { figures: { requestedSeconds: String(seconds), allowedSeconds } },
    )
  }
  const requestedSeconds = seconds * factor
  if (requestedSeconds <= allowedSeconds) return undefined
  return new SubletError(
    'IllegalDuration',
    `The requested GPU duration (${requestedSeconds}s) is larger than the maximum allowed (${allowedSeconds}s)`,
    { figures: { requestedSeconds, allowedSeconds } },
  )
}

function runsExceeded(account: Account, wall: number, windowMs: number): SubletError | undefined {
  const { title, runsPerDay } = account.rule
  if (runsPerDay === null || runsLeft(account, wall, windowMs) !== 0) return undefined
  const { text, figures } = tryAgain(account, wall, windowMs)
  return new SubletError(
    'QuotaExceeded',
    `You have exceeded your ${title} quota (${account.runs} of ${runsPerDay} runs used).${text}`,
    { figures: { usedRuns: account.runs, allowedRuns: runsPerDay, ...figures } },
  )
}

/** Compared with what is requested, not with what would be used. */
function quotaExceeded(
  account: Account,
  requestedMs: number,
  wall: number,
  windowMs: number,
): SubletError | undefined {
  const left = leftMs(account, wall, windowMs)
  if (left + account.creditsMs >= requestedMs) return undefined
  const { limitMs, title, wayOut } = account.rule
  // What is more than all of it will be so in the next window too.
  const { text, figures } = requestedMs > limitMs ? NEVER : tryAgain(account, wall, windowMs)
  const compared = `${requestedMs / 1000}s requested vs. ${leftOver(account, left)}`
  return new SubletError('QuotaExceeded', `You have exceeded your ${title} quota (${compared}).${text}`, {
    figures: { requestedSeconds: requestedMs / 1000, ...leftFigures(account, left), ...figures },
    ...(wayOut && { wayOut }),
  })
}

/** A call that waits or runs may yet be given back its run, if it is cancelled or lost. */
function pendingRuns(account: Account, wall: number, windowMs: number): SubletError | undefined {
  const left = runsLeft(account, wall, windowMs)
  if (left === null || left > account.calls) return undefined
  return new SubletError(
    'PendingCredits',
    `The last ${left} runs of today are reserved by ${account.calls} calls that wait or run`,
    { figures: { leftRuns: left, reservedRuns: account.calls } },
  )
}

/** What waits and runs has the right to be charged in full; only the rest can be promised again. */
function pendingCredits(
  account: Account,
  requestedMs: number,
  wall: number,
  windowMs: number,
): SubletError | undefined {
  const left = leftMs(account, wall, windowMs)
  if (left + account.creditsMs - account.reservedMs >= requestedMs) return undefined
  const requestedSeconds = requestedMs / 1000
  // Calls that count on credits can have reserved more than is left for one that may not.
  const reservedSeconds = Math.min(account.reservedMs, left + account.creditsMs) / 1000
  return new SubletError(
    'PendingCredits',
    `${requestedSeconds}s requested, but ${reservedSeconds}s of the ${leftOver(account, left)} are reserved by calls that wait or run`,
    { figures: { requestedSeconds, ...leftFigures(account, left), reservedSeconds } },
  )
}

/** Credits are spoken of where there are some. */
function leftOver({ creditsMs }: Account, left: number): string {
  return `${left / 1000}s left${creditsMs > 0 ? ` and ${creditsMs / 1000}s of credits` : ''}`
}

function leftFigures({ creditsMs }: Account, left: number): ErrorFigures {
  return { leftSeconds: left / 1000, ...(creditsMs > 0 && { creditSeconds: creditsMs / 1000 }) }
}

interface Again {
  text: string
  figures: ErrorFigures
}

const NEVER: Again = { text: '', figures: {} }

/** Nothing, while no window is open: even an untouched quota is smaller than what was asked. */
function tryAgain(account: Account, wall: number, windowMs: number): Again {
  const endsInMs = windowEndsInMs(account, wall, windowMs)
  if (endsInMs === null) return NEVER
  const tryAgainInSeconds = Math.ceil(endsInMs / 1000)
  return { text: ` Try again in ${clock(tryAgainInSeconds)}`, figures: { tryAgainInSeconds } }
}

function queueFull(account: Account, limit: number): SubletError | undefined {
  if (account.waiting < limit) return undefined
  return new SubletError('QueueFull', `${account.waiting} calls wait already; the queue takes ${limit}`, {
    figures: { waiting: account.waiting, limit },
  })
}

/** h:mm:ss */
function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
