import * as v from 'valibot'
import type { EventSpec } from '../../protocol/blocks'
import { nameOf } from '../../protocol/component-name'
import { EVENT } from '../../sdk/event'
import type { Handler } from '../calls/calls'
import type { Numbering } from './numbering'
import type { Refuse } from './refuse'

const triggerSchema = v.variant('type', [
  v.object({
    type: v.literal('component'),
    component: v.unknown(),
    event: v.picklist(['click', 'change', 'submit', 'tick']),
  }),
  v.object({ type: v.literal('load') }),
  v.object({ type: v.literal('then'), before: v.unknown(), succeeded: v.boolean() }),
])

/** Components and events are known by the objects that the author made: they are not looked into. */
const eventSchema = v.object({
  [EVENT]: v.literal(true),
  trigger: triggerSchema,
  inputs: v.array(v.unknown()),
  outputs: v.array(v.unknown(), 'an event has a list of outputs'),
  fn: v.function('an event has a function fn'),
})

export interface ReadEvents {
  specs: EventSpec[]
  /** What runs, by the number of its event. */
  handlers: Handler[]
}

/** @throws SubletError `HandlerFailed`, `NotCloneable` */
export function readEvents(events: readonly unknown[], numbering: Numbering, refuse: Refuse): ReadEvents {
  const specs: EventSpec[] = []
  const handlers: Handler[] = []
  for (const [index, event] of events.entries()) {
    const place = `events[${index}]`
    const parsed = v.safeParse(eventSchema, event)
    if (!parsed.success) throw refuse(`${place} is no event: ${v.summarize(parsed.issues)}`)
    const { inputs, outputs, fn, ...declared } = parsed.output
    const numbersOf = (components: readonly unknown[], side: string): number[] =>
      components.map((component, at) => numbering.of(component, `${place}.${side}[${at}]`))
    const trigger = triggerOf(declared.trigger, place)
    const given = numbersOf(outputs, 'outputs')
    const name = named(fn) ?? happening(trigger)
    specs.push({ name, trigger, inputs: numbersOf(inputs, 'inputs'), outputs: given })
    handlers.push({ fn, outputs: given.flatMap((number) => numbering.specs[number] ?? []), views: outputs })
  }
  return { specs, handlers }

  function triggerOf(declared: v.InferOutput<typeof triggerSchema>, place: string): EventSpec['trigger'] {
    switch (declared.type) {
      case 'load':
        return declared
      case 'component':
        return { ...declared, component: numbering.of(declared.component, `${place}: what it is for`) }
      case 'then': {
        const event = events.indexOf(declared.before)
        if (event === -1) throw refuse(`${place} waits for an event that is not among these.`)
        return { type: 'then', event, succeeded: declared.succeeded }
      }
    }
  }

  /** As people call what makes it happen. */
  function happening(trigger: EventSpec['trigger']): string {
    switch (trigger.type) {
      case 'load':
        return 'load'
      case 'then':
        return cut(`after ${specs[trigger.event]?.name}`)
      case 'component': {
        const component = numbering.specs[trigger.component]
        const label = component && 'label' in component ? component.label : undefined
        const what = label ?? (component && nameOf(component))
        return cut(`${trigger.event} ${trigger.event === 'click' ? 'on' : 'of'} ${what}`)
      }
    }
  }
}

/** A function that is written where it is given is called after the option. */
function named({ name }: { name: unknown }): string | undefined {
  return typeof name === 'string' && name !== '' && name !== 'fn' ? cut(name) : undefined
}

/** As long as a name may be. */
function cut(name: string): string {
  return name.slice(0, 200)
}
