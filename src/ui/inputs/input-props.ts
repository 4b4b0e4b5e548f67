import type { ComponentKind, ComponentSpec } from '../../host/types'
import type { Draft } from './checked'

export interface InputProps<Kind extends ComponentKind> {
  /** Of the control; its label and its problem refer to it. */
  id: string
  label: string
  spec: Extract<ComponentSpec, { kind: Kind }>
  draft: Draft
  onDraft(draft: Draft): void
  /** The id of the text that says what is wrong; undefined when nothing is. */
  problemId: string | undefined
}

/** What every control says about its state. */
export function problemAria(problemId: string | undefined) {
  return problemId === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': problemId }
}
