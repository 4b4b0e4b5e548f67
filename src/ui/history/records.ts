import type { ComponentSpec } from '../../host/types'
import type { Drafts } from '../demo/form'

/** A run as the list shows it; its values lie apart, so that a list reads none of them. */
export interface RunFacts {
  demo: string
  /** When it began, milliseconds since the epoch. */
  at: number
  tookMs: number
  outcome: 'done' | 'failed' | 'stopped'
  /** Why it failed, in words; empty where it did not. */
  reason: string
  /** Of leases that were settled. */
  chargedMs: number
  creditMs: number
  /** By an edited handler. */
  edited: boolean
  /** What went in, in a few words. */
  summary: string
  /** What the values take, roughly. */
  bytes: number
  /** Values that could not be stored, and why. */
  notes: readonly string[]
}

export interface RunRecord extends RunFacts {
  /** Grows. */
  id: number
}

export interface RunValues {
  specs: { inputs: readonly ComponentSpec[]; outputs: readonly ComponentSpec[] }
  inputs: readonly unknown[]
  /** Undefined: it gave nothing. */
  outputs: readonly unknown[] | undefined
  /** What the form held, with the defaults that counted then. */
  drafts: Drafts
}

/** A whole run, as it is taken out to be put back. */
export interface KeptRun {
  record: RunRecord
  values: RunValues
}
