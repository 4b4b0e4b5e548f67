import { type PoolSettings, SETTING_BOUNDS } from '../../../host/types'

/** What a visitor has typed, in the units that he reads. */
export interface SettingsDraft {
  /** Gigabytes, decimal. */
  budget: string
  /** Seconds. */
  keepAlive: string
  queueLimit: string
}

export type DraftField = keyof SettingsDraft

const GB = 1e9
const SECOND_MS = 1_000

export function draftOf({ budgetBytes, keepAliveMs, queueLimit }: PoolSettings): SettingsDraft {
  return {
    budget: String(budgetBytes / GB),
    keepAlive: String(keepAliveMs / SECOND_MS),
    queueLimit: String(queueLimit),
  }
}

export type CheckedDraft =
  | { ok: true; settings: PoolSettings }
  | { ok: false; errors: Partial<Record<DraftField, string>> }

/** By the bounds of the scheduler, which has the last word. */
export function checkDraft(draft: SettingsDraft): CheckedDraft {
  const budget = numberOf(draft.budget)
  const keepAlive = numberOf(draft.keepAlive)
  const queueLimit = numberOf(draft.queueLimit)
  const settings: PoolSettings = {
    budgetBytes: Math.round(budget * GB),
    keepAliveMs: Math.round(keepAlive * SECOND_MS),
    queueLimit,
  }
  const errors: Partial<Record<DraftField, string>> = {}
  if (!isWithin('budgetBytes', settings.budgetBytes)) errors.budget = 'A number of gigabytes above 0.'
  if (!isWithin('keepAliveMs', settings.keepAliveMs)) {
    errors.keepAlive = `Seconds, from 0 to ${SETTING_BOUNDS.keepAliveMs.most / SECOND_MS} (a day).`
  }
  if (!Number.isInteger(queueLimit) || !isWithin('queueLimit', queueLimit)) {
    const { least, most } = SETTING_BOUNDS.queueLimit
    errors.queueLimit = `A whole number, from ${least} to ${most}.`
  }
  return Object.keys(errors).length === 0 ? { ok: true, settings } : { ok: false, errors }
}

/** What has changed; nothing that has not is set, so that two tabs do not undo each other. */
export function changesOf(before: PoolSettings, after: PoolSettings): Partial<PoolSettings> {
  return {
    ...(before.budgetBytes !== after.budgetBytes && { budgetBytes: after.budgetBytes }),
    ...(before.keepAliveMs !== after.keepAliveMs && { keepAliveMs: after.keepAliveMs }),
    ...(before.queueLimit !== after.queueLimit && { queueLimit: after.queueLimit }),
  }
}

/** An empty field is not 0. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text)
}

function isWithin(name: keyof PoolSettings, value: number): boolean {
  const { least, most } = SETTING_BOUNDS[name]
  return value >= least && value <= most
}
