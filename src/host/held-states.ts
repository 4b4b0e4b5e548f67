import type { InterfaceSpec } from '../protocol/interface'
import { createStates, type States } from './states'

/**
 * Owns what the `State`s of a demo hold while one handler takes the place of another: they go on in the next one that
 * starts, as far as it declares such ones.
 */
export interface HeldStates {
  /** Of the handler that runs; whoever took them before a change keeps the old ones, and so touches none of these. */
  readonly now: States
  /** A handler has told what it declares. */
  declared(spec: InterfaceSpec): void
  /** Another handler is on its way. @param keep false: it begins anew */
  replaced(keep: boolean): void
  /** @returns puts back what is held now, as often as it is called */
  save(): () => void
  forget(): void
}

interface Held {
  readonly spec: InterfaceSpec
  readonly states: States
}

export function createHeldStates(): HeldStates {
  let now = createStates()
  /** Undefined: the handler has not told yet. */
  let spec: InterfaceSpec | undefined
  /** What was held by a handler that declared this, for one that has not told yet. */
  let left: Held | undefined

  function hand(): void {
    if (left === undefined || spec === undefined) return
    now = left.states.carried(left.spec, spec)
    left = undefined
  }

  /** What is held for a handler that is still on its way is what counts. */
  function held(): Held | undefined {
    if (left !== undefined || spec === undefined) return left
    return { spec, states: now.copy() }
  }

  return {
    get now() {
      return now
    },
    declared(told) {
      spec = told
      hand()
    },
    replaced(keep) {
      left = keep ? held() : undefined
      spec = undefined
      now = createStates()
    },
    save() {
      const saved = held()
      return () => {
        left = saved
        now = createStates()
        hand()
      }
    },
    forget() {
      left = undefined
      now = createStates()
    },
  }
}
