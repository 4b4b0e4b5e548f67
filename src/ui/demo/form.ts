import { type ComponentSpec, isVisible } from '../../host/types'
import { checkInput } from '../inputs/check-input'
import type { Draft } from '../inputs/checked'

export type Drafts = Readonly<Record<string, Draft>>

export type Collected = { ok: true; values: unknown[] } | { ok: false; index: number; reason: string }

/** A draft belongs to a place and a kind, so that it outlives an edit of the handler that keeps both. */
export function draftKey(spec: ComponentSpec, index: number): string {
  return `${index}:${spec.kind}`
}

/**
 * The inputs of a call, less `State`s, or the first field that stands in its way.
 * @param given in place of the first inputs, whatever their fields hold
 */
export function collect(
  specs: readonly ComponentSpec[],
  drafts: Drafts,
  given: readonly unknown[] = [],
): Collected {
  const values = [...given]
  for (const [index, spec] of specs.entries()) {
    if (index < given.length || !isVisible(spec)) continue
    const checked = checkInput(spec, drafts[draftKey(spec, index)])
    if (checked.is !== 'value') return { ok: false, index, reason: checked.reason }
    values.push(checked.value)
  }
  return { ok: true, values }
}
