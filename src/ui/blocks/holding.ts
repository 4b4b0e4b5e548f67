import { createStore, type StoreApi } from 'zustand/vanilla'
import type { BlocksSpec, ComponentSpec } from '../../host/types'
import { draftKey } from '../demo/form'
import type { Session } from '../demo/session'
import { checkInput } from '../inputs/check-input'
import { decoded, draftOf } from '../inputs/draft-of'
import { rolesOf } from './roles'

export interface Held {
  /** What components that only show were given last. */
  values: ReadonlyMap<number, unknown>
  /** What a control was given and cannot hold: it holds what it held before. */
  misfits: ReadonlyMap<number, unknown>
  /** How often an event has filled a control: one that holds something of its own begins again with it. */
  fillings: ReadonlyMap<number, number>
  /** Timers that an event has started or stopped. */
  active: ReadonlyMap<number, boolean>
}

/** What the components of Blocks hold: a control its draft, which is the session's; the others what they were given. */
export interface Holding {
  readonly state: StoreApi<Held>
  /** What a component would give to an event now, or has been given. */
  of(component: number): unknown
  /** As an event gives it. Resolves when it is there: an encoded picture is read first. */
  put(component: number, value: unknown): Promise<void>
  /** How often a timer has ticked, once more. */
  tick(component: number): void
  /** The visitor has filled in a control. */
  fill(component: number): void
  reset(): void
}

export function createHolding(session: Session, blocks: () => BlocksSpec | undefined): Holding {
  const state = createStore<Held>(nothing)
  /** By component: the newest value that was put, where reading it takes a while. */
  const newest = new Map<number, object>()

  const draft = (spec: ComponentSpec, component: number) =>
    session.state.getState().drafts[draftKey(spec, component)]

  const keep = (part: 'values' | 'misfits', component: number, value: unknown) =>
    state.setState((held) => ({ [part]: new Map(held[part]).set(component, value) }))

  const fits = (component: number) => {
    const { misfits } = state.getState()
    if (misfits.has(component)) state.setState({ misfits: without(misfits, component) })
  }

  async function putControl(spec: ComponentSpec, component: number, value: unknown): Promise<void> {
    const mine = {}
    newest.set(component, mine)
    // What is no picture is said to be none by `draftOf`.
    const read = value instanceof Blob ? await decoded(spec, value).catch(() => undefined) : value
    if (newest.get(component) !== mine) return
    newest.delete(component)
    const next = value === null ? undefined : draftOf(spec, read)
    if (next === undefined && value !== null) return keep('misfits', component, value)
    fits(component)
    session.draft(component, next)
    state.setState(({ fillings }) => ({
      fillings: new Map(fillings).set(component, (fillings.get(component) ?? 0) + 1),
    }))
  }

  return {
    state,
    of(component) {
      const spec = blocks()?.components[component]
      if (spec === undefined || state.getState().values.has(component))
        return state.getState().values.get(component)
      const checked = checkInput(spec, draft(spec, component))
      return checked.is === 'value' ? checked.value : draft(spec, component)
    },
    async put(component, value) {
      const known = blocks()
      const spec = known?.components[component]
      if (known === undefined || spec === undefined) return
      switch (rolesOf(known)[component]) {
        case 'shown':
          return keep('values', component, value)
        case 'control':
          return putControl(spec, component, value)
        default:
          if (spec.kind === 'timer' && typeof value === 'boolean')
            state.setState(({ active }) => ({ active: new Map(active).set(component, value) }))
      }
    },
    tick(component) {
      const spec = blocks()?.components[component]
      if (spec === undefined) return
      session.draft(component, String(Number(draft(spec, component) ?? 0) + 1))
    },
    fill(component) {
      newest.delete(component)
      fits(component)
    },
    reset() {
      newest.clear()
      state.setState(nothing())
    },
  }
}

function nothing(): Held {
  return { values: new Map(), misfits: new Map(), fillings: new Map(), active: new Map() }
}

function without<V>(map: ReadonlyMap<number, V>, key: number): ReadonlyMap<number, V> {
  const copy = new Map(map)
  copy.delete(key)
  return copy
}
