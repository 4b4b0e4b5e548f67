import * as v from 'valibot'
import type { ComponentSpec } from '../../host/types'

export type ShownChoices = Extract<ComponentSpec, { kind: 'radio' | 'dropdown' | 'checkbox-group' }>

export type ChosenValues = { ok: true; values: string[] } | { ok: false; reason: string }

const MOST = 5_000
const one = v.string()
const several = v.pipe(v.array(v.string()), v.maxLength(MOST))

/** What a runner says is chosen: a value, or an array of them, each of them offered. */
export function chosenValues(spec: ShownChoices, value: unknown): ChosenValues {
  const many = spec.kind === 'checkbox-group' || (spec.kind === 'dropdown' && spec.multiselect)
  const parsed = v.safeParse(many ? several : one, value)
  if (!parsed.success) return { ok: false, reason: many ? 'an array of values' : 'the value of a choice' }
  const values = [...new Set([parsed.output].flat())]
  const custom = spec.kind === 'dropdown' && spec.allowCustom
  const strange = values.find((each) => !spec.choices.some(([, offered]) => offered === each))
  if (strange === undefined || custom) return { ok: true, values }
  return {
    ok: false,
    reason: `values of its ${spec.choices.length} choices (“${strange.slice(0, 40)}” is none)`,
  }
}
