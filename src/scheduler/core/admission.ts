import { SubletError } from '../../protocol/errors'
import { leftMs, windowEndsInMs } from './quota'
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
    quotaExceeded(account, requestedMs, wall, settings.windowMs) ??
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

/** Compared with what is requested, not with what would be used. */
function quotaExceeded(
  account: Account,
  requestedMs: number,
  wall: number,
  windowMs: number,
): SubletError | undefined {
  const left = leftMs(account, wall, windowMs)
  if (left >= requestedMs) return undefined
  const figures = { requestedSeconds: requestedMs / 1000, leftSeconds: left / 1000 }
  const { title } = account.rule
  const compared = `${figures.requestedSeconds}s requested vs. ${figures.leftSeconds}s left`
  const message = `You have exceeded your ${title} quota (${compared}).`
  const endsInMs = windowEndsInMs(account, wall, windowMs)
  // No window is open: even an untouched quota is smaller than this.
  if (endsInMs === null) return new SubletError('QuotaExceeded', message, { figures })
  const tryAgainInSeconds = Math.ceil(endsInMs / 1000)
  return new SubletError('QuotaExceeded', `${message} Try again in ${clock(tryAgainInSeconds)}`, {
    figures: { ...figures, tryAgainInSeconds },
  })
}

/** What waits and runs has the right to be charged in full; only the rest can be promised again. */
function pendingCredits(
  account: Account,
  requestedMs: number,
  wall: number,
  windowMs: number,
): SubletError | undefined {
  const left = leftMs(account, wall, windowMs)
  if (left - account.reservedMs >= requestedMs) return undefined
  const figures = {
    requestedSeconds: requestedMs / 1000,
    leftSeconds: left / 1000,
    reservedSeconds: account.reservedMs / 1000,
  }
  return new SubletError(
    'PendingCredits',
    `${figures.requestedSeconds}s requested, but ${figures.reservedSeconds}s of the ${figures.leftSeconds}s left are reserved by calls that wait or run`,
    { figures },
  )
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
