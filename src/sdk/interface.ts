import type { Component, InputComponent } from './components'
import type { InputValues, OutputValues } from './values'

/** Names that every `Interface` carries, so that the runner knows one when it sees one. */
export const INTERFACE = 'sublet.interface'

export interface InterfaceOptions<I extends readonly InputComponent[], O extends readonly Component[]> {
  title: string
  description?: string
  inputs: I
  outputs: O
  /**
   * May be async; a generator streams, async or not: each value that it yields replaces the outputs, and the last one
   * is the result. What it returns is not shown.
   */
  fn: (
    ...inputs: InputValues<I>
  ) =>
    | OutputValues<O>
    | Promise<OutputValues<O>>
    | AsyncIterable<OutputValues<O>>
    | Generator<OutputValues<O>, unknown>
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
}

/** The default export of a handler: what the page shows, and the function behind Run. */
export function Interface<const I extends readonly InputComponent[], const O extends readonly Component[]>(
  options: InterfaceOptions<I, O>,
): InterfaceDefinition {
  const { title, description = '', inputs, outputs, fn } = options
  return { [INTERFACE]: true, title, description, inputs, outputs, fn }
}
