import type { BlocksSpec, EventSpec, LayoutNode, TriggerSpec } from './blocks'
import type { ComponentKind, ComponentSpec } from './component'
import { nameOf } from './component-name'
import { ONLY_SHOWN } from './only-shown'

/** They are not shown. */
const UNSEEN: readonly ComponentKind[] = ['state', 'timer']
/** They have no value that could change on the page. */
const UNCHANGING: readonly ComponentKind[] = [...UNSEEN, 'button', 'canvas']
/** A conversation goes on from what is shown of it. */
const NEVER_TAKEN: readonly ComponentKind[] = ONLY_SHOWN.filter((kind) => kind !== 'chatbot')

/**
 * What each part of Blocks may be by itself, but not beside the others: every number is one of something that there is, and
 * that can be there. The page draws and runs by these numbers, and they come from a runner.
 * @returns the first thing that is wrong, with its place and the way out
 */
export function wrongInBlocks(blocks: BlocksSpec): string | undefined {
  return wrongInLayout(blocks) ?? wrongInEvents(blocks) ?? stateThatIsLost(blocks)
}

function wrongInLayout({ components, layout }: BlocksSpec): string | undefined {
  const placed = new Set<number>()
  for (const [index, node] of layout.entries()) {
    const wrong = wrongParent(layout, index, node)
    if (wrong !== undefined) return `layout.${index}: ${wrong}`
    if (node.type !== 'component') continue
    const component = components[node.component]
    if (component === undefined) return `layout.${index}: there is no component ${node.component}.`
    const name = nameOf(component)
    if (UNSEEN.includes(component.kind)) return `layout: ${name} is not shown: leave it out of the layout.`
    if (placed.has(node.component)) return `layout: ${name} is in it twice; it can have one place only.`
    placed.add(node.component)
  }
  return undefined
}

function wrongParent(
  layout: readonly LayoutNode[],
  index: number,
  { type, parent }: LayoutNode,
): string | undefined {
  if (parent === null) return undefined
  const above = parent < index ? layout[parent]?.type : undefined
  if (above === undefined) return `its parent ${parent} does not come before it.`
  if (above === 'component') return `its parent ${parent} takes no children.`
  if ((above === 'tabs') === (type === 'tab')) return undefined
  return above === 'tabs' ? 'Tabs take nothing but tabs.' : 'a tab is in Tabs and nowhere else.'
}

function wrongInEvents({ components, layout, events }: BlocksSpec): string | undefined {
  const placed = new Set(layout.map((node) => (node.type === 'component' ? node.component : undefined)))
  for (const [index, event] of events.entries()) {
    const at = `events.${index} (${event.name})`
    const wrong = wrongTrigger(components, index, event.trigger) ?? wrongValues(components, event)
    if (wrong !== undefined) return `${at}: ${wrong}`
    for (const number of componentsOf(event)) {
      const component = components[number]
      if (component === undefined) return `${at}: there is no component ${number}.`
      if (UNSEEN.includes(component.kind) || placed.has(number)) continue
      return `${at}: ${nameOf(component)} is not in the layout. Give it a place there.`
    }
  }
  return undefined
}

function componentsOf({ trigger, inputs, outputs }: EventSpec): number[] {
  return [...(trigger.type === 'component' ? [trigger.component] : []), ...inputs, ...outputs]
}

function wrongTrigger(
  components: readonly ComponentSpec[],
  index: number,
  trigger: TriggerSpec,
): string | undefined {
  if (trigger.type === 'load') return undefined
  if (trigger.type === 'then') {
    return trigger.event < index ? undefined : `it waits for event ${trigger.event}, which is not before it.`
  }
  const component = components[trigger.component]
  if (component === undefined) return `there is no component ${trigger.component}.`
  const { kind } = component
  const name = nameOf(component)
  switch (trigger.event) {
    case 'click':
      return kind === 'button' ? undefined : `click() is for a Button, and ${name} is none.`
    case 'submit':
      return kind === 'textbox' ? undefined : `submit() is for a Textbox, and ${name} is none.`
    case 'tick':
      return kind === 'timer' ? undefined : `tick() is for a Timer, and ${name} is none.`
    case 'change':
      return UNCHANGING.includes(kind) ? `${name} has no value on the page that could change().` : undefined
  }
}

function wrongValues(components: readonly ComponentSpec[], event: EventSpec): string | undefined {
  for (const [index, number] of event.inputs.entries()) {
    const component = components[number]
    if (component === undefined || !NEVER_TAKEN.includes(component.kind)) continue
    const why = component.kind === 'canvas' ? 'is drawn on' : 'only shows'
    return `inputs.${index}: ${nameOf(component)} ${why}, it can only be an output. What it shows can be kept in a State.`
  }
  for (const [index, number] of event.outputs.entries()) {
    const component = components[number]
    if (component === undefined) continue
    if (component.kind === 'button') {
      return `outputs.${index}: ${nameOf(component)} has no value that could be given to it.`
    }
    if (event.outputs.indexOf(number) !== index) return `outputs: ${nameOf(component)} is among them twice.`
  }
  return undefined
}

/** As of an Interface, where no call would get it either. */
function stateThatIsLost({ components, events }: BlocksSpec): string | undefined {
  const taken = new Set(events.flatMap(({ inputs }) => inputs))
  for (const [index, { name, outputs }] of events.entries()) {
    const lost = outputs.findIndex((number) => components[number]?.kind === 'state' && !taken.has(number))
    if (lost === -1) continue
    return `events.${index} (${name}): outputs.${lost}: no event has this State among its inputs, where it would get it.`
  }
  return undefined
}
