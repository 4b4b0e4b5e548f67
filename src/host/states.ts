import type { Endpoint } from '../protocol/endpoint'
import { SubletError } from '../protocol/errors'
import type { ComponentSpec, InterfaceSpec } from '../protocol/interface'
import { sameShape } from './same-shape'

/** What a handler gave: a value for each output; those at `skipped` keep what they showed. */
export interface Given {
  outputs: readonly unknown[]
  skipped: readonly number[]
}

/** Everything but a `State`, which is the demo's own: nobody is asked for it, and nobody is shown it. */
export function isVisible({ kind }: ComponentSpec): boolean {
  return kind !== 'state'
}

/**
 * Owns what the `State`s of a handler hold from call to call; they outlive its runners. It stands between what
 * callers give and get, which has no `State`s, and what the handler takes and gives, which does.
 */
export interface States {
  /**
   * The inputs of a call as the handler takes them.
   * @throws SubletError when there are too few or too many
   */
  inputs(endpoint: Endpoint, visible: readonly unknown[]): unknown[]
  /**
   * The outputs that callers see; the `State`s among them are kept for the next call.
   * @param shown what this call has given before, to which skipped outputs hold on
   */
  outputs(endpoint: Endpoint, given: Given, shown: readonly unknown[] | undefined): unknown[]
  /** Others that hold the same, and then go their own way. */
  copy(): States
  /**
   * For another handler: what the n-th State holds is what the n-th one of that begins with, if both are declared with a
   * value of the same shape.
   */
  carried(from: InterfaceSpec, to: InterfaceSpec): States
}

/** @param held by the names of `Endpoint.states`. Absent: not given yet, so the declared value counts. */
export function createStates(held: ReadonlyMap<number, unknown> = new Map()): States {
  const kept = new Map(held)

  return {
    inputs({ inputs, states }, visible) {
      const wanted = inputs.filter(isVisible)
      if (visible.length !== wanted.length) throw wrongCount(wanted, visible.length)
      const names = states.inputs.values()
      let next = 0
      return inputs.map((spec) => {
        if (spec.kind !== 'state') return visible[next++]
        const { value: name } = names.next()
        return name !== undefined && kept.has(name) ? kept.get(name) : spec.initial
      })
    },
    outputs({ outputs: specs, states }, { outputs, skipped }, shown) {
      const names = states.outputs.values()
      const visible: unknown[] = []
      for (const [index, spec] of specs.entries()) {
        const skips = skipped.includes(index)
        if (isVisible(spec)) visible.push(skips ? shown?.[visible.length] : outputs[index])
        else {
          const { value: name } = names.next()
          if (name !== undefined && !skips) kept.set(name, outputs[index])
        }
      }
      return visible
    },
    copy: () => createStates(kept),
    carried(from, to) {
      const before = declaredStates(from)
      const goesOn = declaredStates(to).flatMap(({ name, initial }, place): [number, unknown][] => {
        const old = before[place]
        if (old === undefined || !kept.has(old.name) || !sameShape(old.initial, initial)) return []
        return [[name, kept.get(old.name)]]
      })
      return createStates(new Map(goesOn))
    },
  }
}

/** In their order, by the names of `Endpoint.states`. */
function declaredStates({ inputs, blocks }: InterfaceSpec): { name: number; initial: unknown }[] {
  return (blocks?.components ?? inputs)
    .flatMap((spec, place) => (spec.kind === 'state' ? [{ place, initial: spec.initial }] : []))
    .map(({ place, initial }, ordinal) => ({ name: blocks === undefined ? ordinal : place, initial }))
}

function wrongCount(wanted: readonly ComponentSpec[], given: number): SubletError {
  const plural = wanted.length === 1 ? 'input' : 'inputs'
  const names = wanted.map((spec) => ('label' in spec ? spec.label : undefined) ?? spec.kind)
  return new SubletError(
    'HandlerFailed',
    `The demo takes ${wanted.length} ${plural}; it was given ${given}.`,
    {
      figures: { expectedInputs: wanted.length, givenInputs: given },
      wayOut: names.length === 0 ? 'Give an empty array.' : `Give, in this order: ${names.join(', ')}.`,
    },
  )
}
