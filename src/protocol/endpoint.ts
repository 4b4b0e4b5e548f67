import { SubletError } from './errors'
import type { ComponentSpec, InterfaceSpec } from './interface'

/** What one function of a demo takes and gives, and in which of the demo's `State`s it keeps what is not shown. */
export interface Endpoint extends InterfaceSpec {
  /**
   * Names of the `State`s among its inputs and among its outputs, in their order: what is given to one is what every
   * function of the demo that takes the one of the same name gets next.
   */
  readonly states: { readonly inputs: readonly number[]; readonly outputs: readonly number[] }
}

/**
 * The spec of a demo with the inputs and outputs of one of its functions. In Blocks a `State` is a component that events
 * share, and goes by its number; in an Interface the n-th of the outputs is the n-th of the inputs.
 * @param event of Blocks, by its number; absent: the first. An Interface has only that one
 * @throws SubletError `HandlerFailed` with `figures` when there is no such event
 */
export function endpointOf(spec: InterfaceSpec, event = 0): Endpoint {
  const { blocks } = spec
  if (blocks === undefined) {
    if (event !== 0) throw noSuchEvent(event, 1)
    const { inputs, outputs } = spec
    return {
      ...spec,
      states: { inputs: [...statesOf(inputs).keys()], outputs: [...statesOf(outputs).keys()] },
    }
  }
  const declared = blocks.events[event]
  if (declared === undefined) throw noSuchEvent(event, blocks.events.length)
  const { components } = blocks
  const pick = (numbers: readonly number[]): ComponentSpec[] =>
    numbers.map((number) => components[number]).filter((component) => component !== undefined)
  const states = (numbers: readonly number[]): number[] =>
    numbers.filter((number) => components[number]?.kind === 'state')
  return {
    ...spec,
    inputs: pick(declared.inputs),
    outputs: pick(declared.outputs),
    states: { inputs: states(declared.inputs), outputs: states(declared.outputs) },
  }
}

function statesOf(components: readonly ComponentSpec[]): ComponentSpec[] {
  return components.filter(({ kind }) => kind === 'state')
}

function noSuchEvent(event: number, events: number): SubletError {
  return new SubletError('HandlerFailed', `The demo has no event ${event}.`, {
    figures: { event, events },
    wayOut: events === 1 ? 'It has one: event 0.' : `Its events are 0 to ${events - 1}.`,
  })
}
