import { type HierarchyRectangularNode, hierarchy, treemap, treemapSquarify } from 'd3-hierarchy'
import type { Tensor } from './tensor-rows'
import type { WeightGroup, WeightNode } from './weight-tree'

export interface Box {
  /** Pixels from the upper left corner. */
  x: number
  y: number
  width: number
  height: number
  label: string
}
export interface Tile extends Box {
  key: string
  bytes: number
  tensor: Tensor | undefined
}

/** Room for a group's name above what is in it. */
const HEAD = 16

/** Tiles whose areas are as the bytes, squarified; and the frames of the groups that are named. */
export function layTreemap(
  tree: WeightGroup,
  width: number,
  height: number,
): { tiles: Tile[]; groups: Box[] } {
  if (width <= 0 || height <= 0 || tree.children.length === 0) return { tiles: [], groups: [] }
  const root = hierarchy<WeightNode>(tree, (node) => ('children' in node ? node.children : undefined))
    .sum((node) => ('bytes' in node ? node.bytes : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const laid = treemap<WeightNode>()
    .tile(treemapSquarify)
    .size([width, height])
    .round(true)
    // The outer groups stand further apart, so that a layer is seen as one.
    .paddingInner(({ depth }) => (depth < 3 ? 3 : 1))
    .paddingTop((node) => (isNamed(node) ? HEAD : 0))(root)
  const tiles: Tile[] = []
  const groups: Box[] = []
  laid.eachBefore((node) => {
    const { x0, y0, x1, y1, data, value = 0 } = node
    const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
    if ('children' in data) {
      if (isNamed(node)) groups.push({ ...box, label: data.label })
    } else {
      tiles.push({
        ...box,
        key: String(tiles.length),
        label: labelOf(node),
        bytes: value,
        tensor: data.tensor,
      })
    }
  })
  return { tiles, groups }
}

/** Groups that have room for their name, down to the layers of a network. */
function isNamed({ depth, data, x0, x1, y0, y1 }: HierarchyRectangularNode<WeightNode>): boolean {
  return 'children' in data && depth > 0 && depth < 4 && x1 - x0 >= 56 && y1 - y0 >= 3.5 * HEAD
}

/** Its name below that of the innermost group that is named. */
function labelOf(node: HierarchyRectangularNode<WeightNode>): string {
  const { parent, data } = node
  return parent === null || parent.depth === 0 || isNamed(parent)
    ? data.label
    : `${labelOf(parent)}.${data.label}`
}

/** A text shorter than this says nothing once it is cut. */
const STUMP = 8

/** As much of a text as has room in `width` pixels, at about 6.4 pixels a character. */
export function fitLabel(label: string, width: number): string {
  const room = Math.floor((width - 8) / 6.4)
  if (label.length <= room) return label
  return room < STUMP ? '' : `${label.slice(0, room - 1)}…`
}
