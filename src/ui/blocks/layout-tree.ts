import type { LayoutNode } from '../../host/types'

export interface PlacedNode {
  /** Its number in the layout. */
  number: number
  node: LayoutNode
  children: readonly PlacedNode[]
}

/** A flat layout as a tree, in its order. Each component has one place: a second one of the same is left out. */
export function layoutTree(layout: readonly LayoutNode[]): readonly PlacedNode[] {
  const top: PlacedNode[] = []
  const childrenOf: PlacedNode[][] = []
  const placed = new Set<number>()
  for (const [number, node] of layout.entries()) {
    const children: PlacedNode[] = []
    childrenOf.push(children)
    if (node.type === 'component') {
      if (placed.has(node.component)) continue
      placed.add(node.component)
    }
    // Parents come first; what names none of these stands at the top, rather than nowhere.
    const beside = node.parent !== null && node.parent < number ? childrenOf[node.parent] : undefined
    const siblings = beside ?? top
    siblings.push({ number, node, children })
  }
  return top
}

/** The numbers of the nodes around a component, the outermost first; empty where it has no place. */
export function nodesAround(layout: readonly LayoutNode[], component: number): readonly number[] {
  const around: number[] = []
  let node = layout.find((each) => each.type === 'component' && each.component === component)
  while (node !== undefined && node.parent !== null) {
    // Only an earlier one can be a parent, so this ends.
    if (around[0] !== undefined && node.parent >= around[0]) break
    around.unshift(node.parent)
    node = layout[node.parent]
  }
  return around
}
