import * as v from 'valibot'
import { crossing } from '../../protocol/cloneable'
import { type ComponentSpec, componentSchema } from '../../protocol/component'
import type { Refuse } from './refuse'

/** Gives the components of Blocks their numbers. One that is met again, the same object, keeps its number. */
export interface Numbering {
  /** By number. */
  readonly specs: readonly ComponentSpec[]
  /**
   * @param place where the author wrote it, for the error
   * @throws SubletError `HandlerFailed` for what is no component; `NotCloneable` for the value that a State begins with
   */
  of(component: unknown, place: string): number
}

export function createNumbering(refuse: Refuse): Numbering {
  const specs: ComponentSpec[] = []
  const numbers = new Map<unknown, number>()

  return {
    specs,
    of(component, place) {
      const known = numbers.get(component)
      if (known !== undefined) return known
      const parsed = v.safeParse(componentSchema, component)
      if (!parsed.success) throw refuse(`${place} is no component: ${v.summarize(parsed.issues)}`)
      const number = specs.push(crossable(parsed.output, place)) - 1
      numbers.set(component, number)
      return number
    },
  }
}

/** A State's first value goes to the page with the rest. */
function crossable(spec: ComponentSpec, place: string): ComponentSpec {
  if (spec.kind !== 'state') return spec
  return { ...spec, initial: crossing(spec.initial, `${place}.initial`).value }
}
