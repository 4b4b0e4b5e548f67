import type { BlocksEvent } from './event'
import type { LayoutItem } from './layout'

/** Names that all `Blocks` carry, so that the runner knows them when it sees them. */
export const BLOCKS = 'sublet.blocks'

export interface BlocksOptions {
  title: string
  description?: string
  /** From top to bottom. Everything that events take or give and that is shown has one place in it. */
  layout: readonly LayoutItem[]
  /** Of a chain any link will do: all of it counts, once. The first one is what programs call when they name none. */
  events: readonly BlocksEvent[]
}

export interface BlocksDefinition {
  readonly [BLOCKS]: true
  readonly title: string
  readonly description: string
  readonly layout: readonly LayoutItem[]
  /** Each once, and after the one that it waits for. */
  readonly events: readonly BlocksEvent[]
}

/**
 * The default export of a handler that lays out its page itself, and has a function for each thing that can happen on it,
 * as `gr.Blocks` of Gradio.
 */
export function Blocks(options: BlocksOptions): BlocksDefinition {
  const { title, description = '', layout, events } = options
  return { [BLOCKS]: true, title, description, layout, events: wholeChains(events) }
}

function wholeChains(given: readonly BlocksEvent[]): BlocksEvent[] {
  const all = new Set<BlocksEvent>()
  const add = (event: BlocksEvent): void => {
    all.add(event)
    for (const next of event.after) add(next)
  }
  for (const event of given) add(firstOf(event))
  return [...all]
}

function firstOf(event: BlocksEvent): BlocksEvent {
  let first = event
  while (first.trigger.type === 'then') first = first.trigger.before
  return first
}
