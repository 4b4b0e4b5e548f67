import type { ComponentSpec } from '../../host/types'
import { type Checked, type Draft, isValues } from './checked'

type Spec<Kind> = Extract<ComponentSpec, { kind: Kind }>
export type ChoiceSpec = Spec<'radio' | 'dropdown' | 'checkbox-group'>

/** The values that are chosen now: what the visitor chose, else the default that the handler declares. */
export function chosen(spec: ChoiceSpec, draft: Draft): readonly string[] {
  if (isValues(draft)) return draft
  if (typeof draft === 'string') return [draft]
  if (spec.kind !== 'dropdown') return [spec.value ?? []].flat()
  if (spec.value === undefined && !spec.multiselect) return spec.choices.slice(0, 1).map(([, value]) => value)
  return [spec.value ?? []].flat()
}

/** What a value is called: its label, or itself where it is not offered. */
export function choiceLabel({ choices }: Pick<ChoiceSpec, 'choices'>, value: string): string {
  return choices.find(([, offered]) => offered === value)?.[0] ?? value
}

export function checkRadio(spec: Spec<'radio'>, draft: Draft): Checked<string> {
  return checkOne(spec, chosen(spec, draft), false)
}

/** In the order of the choices, whatever was ticked first. */
export function checkGroup(spec: Spec<'checkbox-group'>, draft: Draft): Checked<string[]> {
  const checked = checkSeveral(spec, chosen(spec, draft), false)
  if (checked.is !== 'value') return checked
  return {
    is: 'value',
    value: spec.choices.map(([, value]) => value).filter((value) => checked.value.includes(value)),
  }
}

/** Of several: in the order in which they were chosen. */
export function checkDropdown(spec: Spec<'dropdown'>, draft: Draft): Checked<string | string[]> {
  const values = chosen(spec, draft)
  if (!spec.multiselect) return checkOne(spec, values, spec.allowCustom)
  if (spec.maxChoices !== undefined && values.length > spec.maxChoices) {
    return { is: 'wrong', reason: `${values.length} are chosen; ${spec.maxChoices} is the most` }
  }
  return checkSeveral(spec, values, spec.allowCustom)
}

function checkOne(spec: ChoiceSpec, [value]: readonly string[], custom: boolean): Checked<string> {
  if (value === undefined) return { is: 'missing', reason: `Choose one of ${spec.choices.length}` }
  return strange(spec, [value], custom) ?? { is: 'value', value }
}

function checkSeveral(
  spec: Spec<'dropdown' | 'checkbox-group'>,
  values: readonly string[],
  custom: boolean,
): Checked<string[]> {
  if (spec.required && values.length === 0) {
    return { is: 'missing', reason: `Choose at least one of ${spec.choices.length}` }
  }
  return strange(spec, values, custom) ?? { is: 'value', value: [...values] }
}

/** A default, or a choice that was made before the handler was edited, need not be offered. */
function strange({ choices }: ChoiceSpec, values: readonly string[], custom: boolean) {
  const value = custom ? undefined : values.find((each) => !choices.some(([, offered]) => offered === each))
  if (value === undefined) return
  return { is: 'wrong', reason: `“${value}” is none of the ${choices.length} choices` } as const
}
