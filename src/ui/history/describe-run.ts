import type { CallState } from '../../host/types'
import { sumOfCharges } from '../demo/charge'
import type { Run } from '../demo/runs'
import { formatBytes } from '../format/bytes'
import type { Draft } from '../inputs/checked'
import { componentLabel } from '../inputs/component-label'
import type { RunFacts, RunValues } from './records'
import { createStoring } from './storable'

const LONGEST_SUMMARY = 140

/** A run that has ended, ready to be stored. What cannot be stored is left out, and noted. */
export function describeRun(run: Run, state: CallState, now: number): { facts: RunFacts; values: RunValues } {
  const storing = createStoring()
  const { specs } = run
  const inputs = run.inputs.map((value, at) => storing.store(value, nameAt(specs.inputs, at)))
  const outputs = state.outputs?.map((value, at) => storing.store(value, nameAt(specs.outputs, at)))
  const drafts: Record<string, Draft> = {}
  for (const [at, key] of run.keys.entries()) {
    const draft = run.drafts[key] ?? draftOf(run.inputs[at])
    // One that cannot be stored was noted with its input.
    if (storing.store(draft, nameAt(specs.inputs, at)) !== undefined) drafts[key] = draft
  }
  const drawn = specs.outputs.filter(({ kind }) => kind === 'canvas').map(componentLabel)
  const notes = [
    ...storing.notes,
    ...drawn.map((label) => `${label} was drawn on a canvas, which is not kept`),
  ]
  const facts: RunFacts = {
    demo: run.demo.card.id,
    at: run.at,
    tookMs: now - run.at,
    outcome: state.error === undefined ? 'done' : state.error.code === 'Cancelled' ? 'stopped' : 'failed',
    reason: state.error === undefined ? '' : `${state.error.code}: ${state.error.message}`.slice(0, 500),
    ...sumOfCharges(state.leases, state.earlier),
    edited: run.edited,
    summary: summaryOf(run.inputs),
    bytes: storing.bytes,
    notes,
  }
  return { facts, values: { specs, inputs, outputs, drafts } }
}

/** A run whose values the database did not take: its facts are kept, and say so. */
export function withoutValues(
  facts: RunFacts,
  values: RunValues,
  why: string,
): ReturnType<typeof describeRun> {
  const { specs } = values
  const nothing = { specs, inputs: [], outputs: undefined, drafts: {} }
  return {
    facts: { ...facts, bytes: 0, notes: [...facts.notes, `Its values were not kept: ${why}`] },
    values: nothing,
  }
}

/** What an untouched field held: the default of that time, which an edit may change. */
function draftOf(value: unknown): Draft {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
  return undefined
}

function nameAt(specs: RunValues['specs']['inputs'], at: number): string {
  const spec = specs[at]
  return spec === undefined ? `value ${at + 1}` : componentLabel(spec)
}

/** `The keeper · 40 · 640 × 480 pixels` */
function summaryOf(inputs: readonly unknown[]): string {
  const words = inputs.map(inWords).filter((word) => word !== '')
  const text = words.join(' · ').replace(/\s+/g, ' ')
  return text.length > LONGEST_SUMMARY ? `${text.slice(0, LONGEST_SUMMARY - 1)}…` : text
}

function inWords(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, LONGEST_SUMMARY)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof ImageData) return `${value.width} × ${value.height} pixels`
  if (value instanceof File) return value.name
  if (value instanceof Blob) return formatBytes(value.size)
  if (Array.isArray(value)) return value.length === 0 ? '' : `${value.length} values`
  if (typeof value !== 'object' || value === null) return ''
  if ('image' in value && 'mask' in value) return inWords(value.image)
  return 'sampleRate' in value ? 'a sound' : 'data'
}
