import type { ComponentKind, ComponentSpec } from '../../host/types'
import type { Draft } from './checked'

export interface InputProps<Kind extends ComponentKind> {
  /** Of the control; its label and its problem refer to it. */
  id: string
  label: string
  spec: Extract<ComponentSpec, { kind: Kind }>
  draft: Draft
  onDraft(draft: Draft): void
  aria: ControlAria
  /** Of a text field in Blocks: Enter, or Ctrl+Enter where Enter begins a new line. */
  onSubmit?: (() => void) | undefined
}

/** What every control says about its state: its help and its problem, which stand beside it. */
export interface ControlAria {
  'aria-invalid'?: true
  'aria-describedby'?: string
}

export function controlAria(infoId: string | undefined, problemId: string | undefined): ControlAria {
  const described = [infoId, problemId].filter((id) => id !== undefined).join(' ')
  return {
    ...(problemId !== undefined && { 'aria-invalid': true }),
    ...(described !== '' && { 'aria-describedby': described }),
  }
}
