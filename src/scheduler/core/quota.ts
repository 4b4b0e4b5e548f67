import type { Quota } from '../../protocol/pool'
import type { SpentShare, UsageWindow } from './records'
import type { Account, Task } from './state'

/**
 * The window is fixed from its first use. A clock that was set back moves its start along, so that no window
 * is ever open for longer than its length from now on.
 */
export function look(account: Account, wall: number, windowMs: number): void {
  if (account.startedAt === null) return
  if (wall < account.startedAt) account.startedAt = wall
  if (wall < account.startedAt + windowMs) return
  account.startedAt = null
  account.usedMs = 0
  account.runs = 0
  for (const share of account.shares.values()) {
    share.spentMs = 0
    if (share.reservedMs === 0) account.shares.delete(share.demo)
  }
}

/** What is left of the quota, without credits; what is reserved is not yet off it. Never below zero. */
export function leftMs(account: Account, wall: number, windowMs: number): number {
  look(account, wall, windowMs)
  return account.rule.limitMs - account.usedMs
}

/** Until the window ends; null before its first use. */
export function windowEndsInMs(account: Account, wall: number, windowMs: number): number | null {
  look(account, wall, windowMs)
  return account.startedAt === null ? null : account.startedAt + windowMs - wall
}

/** Null for as many as the quota is good for. */
export function runsLeft(account: Account, wall: number, windowMs: number): number | null {
  look(account, wall, windowMs)
  const { runsPerDay } = account.rule
  return runsPerDay === null ? null : runsPerDay - account.runs
}

/** @param ms below 0: is given back */
export function reserve({ account, share }: Pick<Task, 'account' | 'share'>, ms: number): void {
  account.reservedMs += ms
  if (share === undefined) return
  share.reservedMs += ms
  account.sharedMs += ms
}

/** Opens the window if none is open: a grant is a use, and so is a charge. True if it did. */
export function openWindow(account: Account, wall: number, windowMs: number): boolean {
  look(account, wall, windowMs)
  if (account.startedAt !== null) return false
  account.startedAt = wall
  return true
}

/** Gives the reservation back. A lease is charged instead. */
export function release(task: Task): void {
  reserve(task, -task.requestedMs)
}

/**
 * Gives the reservation back and charges `chargedMs` to the quota, and what that cannot bear to the credits. A call
 * that is charged counts as a run. Returns what the credits paid: nothing of a demo of somebody else, since the quota that
 * its calls have reserved is left to them.
 *
 * It is charged to the window in which it ends, which it opens if none is open. The one of its grant may be over,
 * and a charge to that would be a charge to nobody; reservations outlive their window, so the next one has room.
 */
export function charge(task: Task, chargedMs: number, wall: number, windowMs: number): number {
  const { account, share } = task
  release(task)
  if (chargedMs === 0) return 0
  openWindow(account, wall, windowMs)
  const creditMs = Math.max(0, chargedMs + account.sharedMs - leftMs(account, wall, windowMs))
  if (share !== undefined) {
    share.spentMs += chargedMs
    // Where this charge opens a window, nothing of the last one is there any more.
    account.shares.set(share.demo, share)
  }
  account.usedMs += chargedMs - creditMs
  account.creditsMs -= creditMs
  account.runs += 1
  return creditMs
}

export function usageOf(account: Account): UsageWindow {
  const { tier, startedAt, usedMs, runs, creditsMs } = account
  return { tier, startedAt, usedMs, runs, creditsMs, ...sharesOf(account) }
}

/** What demos of somebody else have spent, if there are any. */
export function sharesOf({ shares }: Account): { shares?: SpentShare[] } {
  if (shares.size === 0) return NO_SHARES
  return { shares: Array.from(shares.values(), ({ demo, spentMs }) => ({ demo, spentMs })) }
}

const NO_SHARES = {}

export function quotaOf(account: Account, wall: number, windowMs: number): Quota {
  const remainingMs = leftMs(account, wall, windowMs)
  return {
    tier: account.tier,
    limitMs: account.rule.limitMs,
    usedMs: account.usedMs,
    reservedMs: account.reservedMs,
    remainingMs,
    windowEndsInMs: windowEndsInMs(account, wall, windowMs),
    capSeconds: account.rule.capSeconds,
    runsUsed: account.runs,
    runsPerDay: account.rule.runsPerDay,
    extensible: account.rule.extensible,
    creditsMs: account.creditsMs,
  }
}
