import { isVisible } from '../../host/endpoints'
import type { ComponentSpec, InterfaceSpec } from '../../host/types'
import { checkInput } from '../inputs/check-input'
import type { Draft } from '../inputs/checked'

export type Drafts = Readonly<Record<string, Draft>>

export type Collected = { ok: true; values: unknown[] } | { ok: false; index: number; reason: string }

/** A draft belongs to a place and a kind, so that it outlives an edit of the handler that keeps both. */
export function draftKey(spec: ComponentSpec, index: number): string {
  return `${index}:${spec.kind}`
}

/** An input of a call, by its place among all that the visitor can fill in. */
export interface FieldPlace {
  spec: ComponentSpec
  index: number
}

/** All that a visitor can fill in: of Blocks every component has one place, whichever events take it. */
export function fillable({ inputs, blocks }: InterfaceSpec): readonly ComponentSpec[] {
  return blocks?.components ?? inputs
}

/**
 * The inputs of one function, less `State`s.
 * @param event of Blocks, by its number
 */
export function inputsOf(spec: InterfaceSpec, event = 0): FieldPlace[] {
  const all = fillable(spec)
  const numbers = spec.blocks === undefined ? [...all.keys()] : (spec.blocks.events[event]?.inputs ?? [])
  return numbers.flatMap((index) => {
    const field = all[index]
    return field !== undefined && isVisible(field) ? [{ spec: field, index }] : []
  })
}

/**
 * The inputs of a call, less `State`s, or the first field that stands in its way.
 * @param given in place of the first inputs, whatever their fields hold
 */
export function collect(
  fields: readonly FieldPlace[],
  drafts: Drafts,
  given: readonly unknown[] = [],
): Collected {
  const values = [...given]
  for (const { spec, index } of fields.slice(given.length)) {
    const checked = checkInput(spec, drafts[draftKey(spec, index)])
    if (checked.is !== 'value') return { ok: false, index, reason: checked.reason }
    values.push(checked.value)
  }
  return { ok: true, values }
}
