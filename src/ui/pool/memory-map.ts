import { type HierarchyRectangularNode, hierarchy, treemap, treemapSquarify } from 'd3-hierarchy'
import type { Resident } from '../../host/types'

export interface MemoryTile {
  resident: Resident
  /** Of how many runners of its demo that hold bytes; 1 for the first. */
  number: number
  of: number
  x: number
  y: number
  width: number
  height: number
}

type Node = { demo: string; children: Node[] } | { resident: Resident; number: number; of: number }

/** Runners as areas in proportion to what they hold, those of a demo beside each other. */
export function layMemory(residents: readonly Resident[], width: number, height: number): MemoryTile[] {
  const holding = residents.filter(({ held }) => held > 0)
  if (holding.length === 0 || width <= 0 || height <= 0) return []
  const demos = new Map<string, Resident[]>()
  for (const resident of holding) {
    demos.set(resident.demo, [...(demos.get(resident.demo) ?? []), resident])
  }
  const tree: Node = {
    demo: '',
    children: Array.from(demos, ([demo, own]) => ({
      demo,
      children: own.map((resident, index) => ({ resident, number: index + 1, of: own.length })),
    })),
  }
  const root = hierarchy<Node>(tree, (node) => ('children' in node ? node.children : undefined))
    .sum((node) => ('resident' in node ? node.resident.held : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  return treemap<Node>()
    .tile(treemapSquarify)
    .size([width, height])
    .round(true)
    .paddingInner(({ depth }) => (depth === 0 ? 4 : 1))(root)
    .leaves()
    .flatMap(tileOf)
}

function tileOf({ data, x0, x1, y0, y1 }: HierarchyRectangularNode<Node>): MemoryTile[] {
  if (!('resident' in data)) return []
  return [{ ...data, x: x0, y: y0, width: Math.max(1, x1 - x0), height: Math.max(1, y1 - y0) }]
}

/** Bytes of each level, for the strip against the budget. */
export function bytesByLevel(residents: readonly Resident[]): Record<'leased' | 'warm' | 'cool', number> {
  const sum = { leased: 0, warm: 0, cool: 0 }
  for (const { level, held } of residents) sum[level === 'idle' ? 'cool' : level] += held
  return sum
}
