/** Declarations of what a visitor ticks or picks. Each is plain data; the page renders it. */

/** What is shown and what the handler gets are the same, or a pair of the two. */
export type Choice = string | readonly [label: string, value: string]

export interface CheckboxOptions {
  label?: string
  /** Help, shown at the control. */
  info?: string
  /** Default false. */
  value?: boolean
}
export type CheckboxComponent = CheckboxOptions & { kind: 'checkbox' }

/** Yes or no: a boolean. */
export function Checkbox(options: CheckboxOptions = {}): CheckboxComponent {
  return { kind: 'checkbox', ...options }
}

export interface CheckboxGroupOptions {
  label?: string
  info?: string
  choices: readonly Choice[]
  /** Values of the choices that are ticked at first. Default none. */
  value?: readonly string[]
  /** At least one has to be ticked. */
  required?: boolean
}
export type CheckboxGroupComponent = CheckboxGroupOptions & { kind: 'checkbox-group' }

/** Any number of choices: their values, in the order of the choices. */
export function CheckboxGroup(options: CheckboxGroupOptions): CheckboxGroupComponent {
  return { kind: 'checkbox-group', ...options }
}

export interface RadioOptions {
  label?: string
  info?: string
  choices: readonly Choice[]
  /** Of the choice at first. Absent: none, and the visitor has to choose. */
  value?: string
}
export type RadioComponent = RadioOptions & { kind: 'radio' }

/** One of a few choices, all seen at once: its value. */
export function Radio(options: RadioOptions): RadioComponent {
  return { kind: 'radio', ...options }
}

interface AnyDropdownOptions {
  label?: string
  info?: string
  choices: readonly Choice[]
  /** The visitor may enter what is not offered. */
  allowCustom?: boolean
}

export interface DropdownOptions extends AnyDropdownOptions {
  multiselect?: false
  /** Default: the first choice. `null`: none, and the visitor has to choose. */
  value?: string | null
}

export interface MultiDropdownOptions extends AnyDropdownOptions {
  multiselect: true
  /** Default none. */
  value?: readonly string[]
  /** How many may be chosen. */
  maxChoices?: number
  /** At least one has to be chosen. */
  required?: boolean
}
export type DropdownComponent = (DropdownOptions | MultiDropdownOptions) & { kind: 'dropdown' }

/** One of many choices: its value. With `multiselect` any number of them: an array of values. */
export function Dropdown(options: MultiDropdownOptions): MultiDropdownOptions & { kind: 'dropdown' }
export function Dropdown(options: DropdownOptions): DropdownOptions & { kind: 'dropdown' }
export function Dropdown(options: DropdownOptions | MultiDropdownOptions): DropdownComponent {
  return { kind: 'dropdown', ...options }
}
