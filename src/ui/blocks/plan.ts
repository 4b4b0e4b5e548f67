import type { BlocksSpec, ComponentKind, EventSpec } from '../../host/types'

/** Why an event happens. */
export interface Cause {
  /** Events that ended right before, each of which set off the next; 0: the visitor, the clock, or the page that opens. */
  steps: number
  /** The visitor asked for just this: what stands in its way is said. */
  asked: boolean
}

export const BY_VISITOR: Cause = { steps: 0, asked: true }
export const BY_ITSELF: Cause = { steps: 0, asked: false }

/** Events that set each other off would go on for ever, each with a lease of its own. */
export const MOST_STEPS = 16

export function following({ steps }: Cause): Cause {
  return { steps: steps + 1, asked: false }
}

type Happening = 'click' | 'change' | 'submit' | 'tick'

/** Numbers of the events that this sets off, in their order. */
export function eventsOn({ events }: BlocksSpec, component: number, happening: Happening): number[] {
  return numbersOf(
    events,
    ({ trigger }) =>
      trigger.type === 'component' && trigger.component === component && trigger.event === happening,
  )
}

export function eventsOnLoad({ events }: BlocksSpec): number[] {
  return numbersOf(events, ({ trigger }) => trigger.type === 'load')
}

/** What waits for the end of an event. */
export function eventsAfter({ events }: BlocksSpec, event: number, succeeded: boolean): number[] {
  return numbersOf(
    events,
    ({ trigger }) => trigger.type === 'then' && trigger.event === event && (succeeded || !trigger.succeeded),
  )
}

/** What changes set off. What an event changes does not set off that event: it would never come to an end. */
export function eventsOnChanges(blocks: BlocksSpec, components: readonly number[], by: number): number[] {
  const all = components.flatMap((component) => eventsOn(blocks, component, 'change'))
  return [...new Set(all)].filter((event) => event !== by)
}

/**
 * What becomes of an event that happens while it is under way. `once`: nothing. `latest`: it runs again after that, with
 * what is there then. As `trigger_mode` of Gradio, by its defaults.
 */
export function policyOf({ trigger }: EventSpec): 'once' | 'latest' {
  if (trigger.type === 'then') return 'latest'
  return trigger.type === 'component' && trigger.event === 'change' ? 'latest' : 'once'
}

/** What is typed or dragged is followed after this much quiet, in milliseconds; what is ticked or chosen at once. */
const QUIET_MS = 250
const TYPED: ReadonlySet<ComponentKind> = new Set([
  'textbox',
  'number',
  'slider',
  'code',
  'json',
  'dataframe',
  'color-picker',
])

export function quietMs(kind: ComponentKind): number {
  return TYPED.has(kind) ? QUIET_MS : 0
}

function numbersOf(events: readonly EventSpec[], wanted: (event: EventSpec) => boolean): number[] {
  return events.flatMap((event, number) => (wanted(event) ? [number] : []))
}
