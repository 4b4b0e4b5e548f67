import type { Quota } from '../../protocol/pool'
import type { UsageWindow } from './records'
import type { Account, Lease, Task } from './state'

/**
 * The window is fixed from its first use. A clock that was set back moves its start along, so that no window
 * is ever open for longer than its length from now on.
 */
function look(account: Account, wall: number, windowMs: number): void {
  if (account.startedAt === null) return
  if (wall < account.startedAt) account.startedAt = wall
  if (wall < account.startedAt + windowMs) return
  account.startedAt = null
  account.usedMs = 0
}

/** What is left against the limit; what is reserved is not yet off it. */
export function leftMs(account: Account, wall: number, windowMs: number): number {
  look(account, wall, windowMs)
  return account.rule.limitMs - account.usedMs
}

/** Until the window ends; null before its first use. */
export function windowEndsInMs(account: Account, wall: number, windowMs: number): number | null {
  look(account, wall, windowMs)
  return account.startedAt === null ? null : account.startedAt + windowMs - wall
}

export function reserve(account: Account, requestedMs: number): void {
  account.reservedMs += requestedMs
}

/** Opens the window if none is open: a grant is a use. True if it did. */
export function openWindow(account: Account, wall: number, windowMs: number): boolean {
  look(account, wall, windowMs)
  if (account.startedAt !== null) return false
  account.startedAt = wall
  account.window += 1
  return true
}

/** Gives the reservation back. Not for a lease: that is charged. */
export function release(task: Task): void {
  task.account.reservedMs -= task.requestedMs
}

/** Gives the reservation back and charges `chargedMs`, unless the window of the grant is over. */
export function charge(lease: Lease, chargedMs: number, wall: number, windowMs: number): void {
  const { account } = lease.task
  release(lease.task)
  look(account, wall, windowMs)
  if (account.startedAt !== null && account.window === lease.window) account.usedMs += chargedMs
}

export function usageOf(account: Account): UsageWindow {
  return { tier: account.tier, startedAt: account.startedAt, usedMs: account.usedMs }
}

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
  }
}
