import type { Component, InputComponent } from './components'
import type { ExampleRow, HandlerFunction } from './values'

/** Names that every `Interface` carries, so that the runner knows one when it sees one. */
export const INTERFACE = 'sublet.interface'

export interface InterfaceOptions<I extends readonly InputComponent[], O extends readonly Component[]> {
  title: string
  description?: string
  inputs: I
  outputs: O
  /** May stream: see `HandlerFunction`. */
  fn: HandlerFunction<I, O>
  /** It runs whenever the visitor changes an input, and there is no need to press Run. Default false. */
  live?: boolean
  /** Rows of inputs to begin with, less the `State`s: one that is pressed fills the form. At most 64. */
  examples?: readonly ExampleRow<I>[]
}

export interface InterfaceDefinition {
  readonly [INTERFACE]: true
  readonly title: string
  readonly description: string
  readonly inputs: readonly Component[]
  readonly outputs: readonly Component[]
  readonly fn: (...inputs: never[]) => unknown
  /** Absent: a form beside its result. */
  readonly layout?: 'chat'
  /** Of a chat: messages to begin with. */
  readonly examples?: readonly string[]
  /** Of a form: values of the inputs that a visitor sees. */
  readonly exampleRows?: readonly (readonly unknown[])[]
  readonly live?: boolean
}

/** The default export of a handler: what the page shows, and the function behind Run. */
export function Interface<const I extends readonly InputComponent[], const O extends readonly Component[]>(
  options: InterfaceOptions<I, O>,
): InterfaceDefinition {
  const { title, description = '', inputs, outputs, fn, live, examples } = options
  return {
    [INTERFACE]: true,
    title,
    description,
    inputs,
    outputs,
    fn,
    ...(live !== undefined && { live }),
    ...(examples !== undefined && { exampleRows: examples }),
  }
}
