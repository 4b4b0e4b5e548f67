import * as v from 'valibot'
import { type LayoutNode, layoutNodeSchema } from '../../protocol/blocks'
import type { Numbering } from './numbering'
import type { Refuse } from './refuse'

const items = v.array(v.unknown())

const itemSchema = v.variant('type', [
  v.looseObject({ type: v.literal('row'), items }),
  v.looseObject({ type: v.literal('column'), items }),
  v.object({ type: v.literal('tabs'), tabs: v.array(v.object({ label: v.unknown(), items })) }),
  v.looseObject({ type: v.literal('accordion'), items }),
])

/** As of the schema of Blocks: what is its own child ends there, too. */
const MOST_NODES = 512

/**
 * Makes a list of what the author nested, parents before their children.
 * @throws SubletError `HandlerFailed`, `NotCloneable`
 */
export function readLayout(layout: readonly unknown[], numbering: Numbering, refuse: Refuse): LayoutNode[] {
  const nodes: LayoutNode[] = []

  function add(node: object, place: string): number {
    const parsed = v.safeParse(layoutNodeSchema, node)
    if (!parsed.success) throw refuse(`${place}: ${v.summarize(parsed.issues)}`)
    if (nodes.length === MOST_NODES) throw refuse(`layout: there are more than ${MOST_NODES} parts in it.`)
    return nodes.push(parsed.output) - 1
  }

  function addAll(children: readonly unknown[], parent: number | null, place: string): void {
    for (const [index, child] of children.entries()) addItem(child, parent, `${place}[${index}]`)
  }

  function addItem(child: unknown, parent: number | null, place: string): void {
    if (!isItem(child)) {
      add({ type: 'component', parent, component: numbering.of(child, place) }, place)
      return
    }
    const parsed = v.safeParse(itemSchema, child)
    if (!parsed.success) throw refuse(`${place}: ${v.summarize(parsed.issues)}`)
    const item = parsed.output
    const self = add({ ...item, parent }, place)
    if (item.type !== 'tabs') return addAll(item.items, self, `${place}.items`)
    for (const [index, { label, items }] of item.tabs.entries()) {
      const at = `${place}.tabs[${index}]`
      addAll(items, add({ type: 'tab', parent: self, label }, at), `${at}.items`)
    }
  }

  addAll(layout, null, 'layout')
  return nodes
}

/** Components have a kind, and what holds them has a type. */
function isItem(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value
}
