import { ONLY_SHOWN } from '../../host/endpoints'
import type { BlocksSpec } from '../../host/types'

/**
 * `control`: the visitor fills it in. `button`: is pressed. `shown`: shows what an event gave. `hidden`: a timer, a State.
 */
export type Role = 'control' | 'button' | 'shown' | 'hidden'

/**
 * What each component is on the page, by number. As in Gradio: one that no event takes, and that one gives, shows; all
 * else that can be filled in is a control.
 */
export function rolesOf({ components, events }: BlocksSpec): Role[] {
  const taken = new Set(events.flatMap(({ inputs, trigger }) => [...inputs, ...sourceOf(trigger)]))
  const given = new Set(events.flatMap(({ outputs }) => outputs))
  return components.map(({ kind }, number) => {
    if (kind === 'button') return 'button'
    if (kind === 'timer' || kind === 'state') return 'hidden'
    return ONLY_SHOWN.includes(kind) || (given.has(number) && !taken.has(number)) ? 'shown' : 'control'
  })
}

/** What is submitted has to be typed first. A change can be that of a component which only shows. */
function sourceOf(trigger: BlocksSpec['events'][number]['trigger']): number[] {
  return trigger.type === 'component' && trigger.event === 'submit' ? [trigger.component] : []
}
