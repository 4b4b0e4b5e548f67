import { expect, test } from 'vitest'
import type { LayoutNode } from '../../host/types'
import { layoutTree, nodesAround, type PlacedNode } from './layout-tree'
import { revealed } from './use-folds'

const layout: LayoutNode[] = [
  { type: 'row', parent: null },
  { type: 'column', parent: 0, scale: 2 },
  { type: 'component', parent: 1, component: 7 },
  { type: 'component', parent: 0, component: 3 },
  { type: 'tabs', parent: null },
  { type: 'tab', parent: 4, label: 'First' },
  { type: 'tab', parent: 4, label: 'Second' },
  { type: 'accordion', parent: 6, label: 'More', open: false },
  { type: 'component', parent: 7, component: 1 },
]

/** `row(column(7) 3)` */
function told(nodes: readonly PlacedNode[]): string {
  return nodes
    .map(({ node, children }) =>
      node.type === 'component' ? String(node.component) : `${node.type}(${told(children)})`,
    )
    .join(' ')
}

test('a flat layout becomes a tree, in its order', () => {
  expect(told(layoutTree(layout))).toBe('row(column(7) 3) tabs(tab() tab(accordion(1)))')
  expect(layoutTree([])).toEqual([])
})

test('what names no earlier parent stands at the top; a component has its first place only', () => {
  const strange: LayoutNode[] = [
    { type: 'row', parent: 1 },
    { type: 'component', parent: 1, component: 0 },
    { type: 'component', parent: 0, component: 0 },
    { type: 'component', parent: 0, component: 2 },
  ]
  expect(told(layoutTree(strange))).toBe('row(2) 0')
  expect(nodesAround(strange, 0)).toEqual([1])
})

test('the nodes around a component come from the outermost in', () => {
  expect(nodesAround(layout, 1)).toEqual([4, 6, 7])
  expect(nodesAround(layout, 7)).toEqual([0, 1])
  expect(nodesAround(layout, 99)).toEqual([])
})

test('to reveal a component opens its tab and its accordion, and leaves all others', () => {
  const chosen = { tabs: new Map([[4, 5]]), open: new Map([[12, false]]) }
  expect(revealed(layout, 1, chosen)).toEqual({
    tabs: new Map([[4, 6]]),
    open: new Map([
      [12, false],
      [7, true],
    ]),
  })
  expect(revealed(layout, 7, chosen)).toEqual(chosen)
})
