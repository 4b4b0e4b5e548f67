import { Accordion, Tabs } from 'radix-ui'
import type { CSSProperties, ReactNode } from 'react'
import type { LayoutNode } from '../../host/types'
import styles from './blocks.module.css'
import type { PlacedNode } from './layout-tree'
import { useBlocksPage } from './page-context'
import { PlacedComponent } from './placed-component'

/** Nodes of the layout, each with all that is in it. */
export function Placed({ nodes }: { nodes: readonly PlacedNode[] }) {
  return nodes.map((placed) => <PlacedOne key={placed.number} placed={placed} />)
}

function PlacedOne({ placed: { number, node, children } }: { placed: PlacedNode }) {
  switch (node.type) {
    case 'component':
      return <PlacedComponent component={node.component} />
    case 'row':
      return (
        <div className={styles.row}>
          <Placed nodes={children} />
        </div>
      )
    case 'column':
      return (
        <Column scale={node.scale}>
          <Placed nodes={children} />
        </Column>
      )
    case 'tabs':
      return <TabsNode number={number} tabs={children} />
    case 'accordion':
      return (
        <AccordionNode number={number} node={node}>
          <Placed nodes={children} />
        </AccordionNode>
      )
    case 'tab':
      // One outside of its `tabs` has nothing to be chosen from.
      return <Placed nodes={children} />
  }
}

function Column({ scale, children }: { scale: number; children: ReactNode }) {
  const share: CSSProperties = { flexGrow: scale }
  return (
    <div className={styles.column} style={share}>
      {children}
    </div>
  )
}

function TabsNode({ number, tabs }: { number: number; tabs: readonly PlacedNode[] }) {
  const { folds } = useBlocksPage()
  return (
    <Tabs.Root
      className={styles.tabs}
      value={String(folds.tab(number))}
      onValueChange={(tab) => folds.setTab(number, Number(tab))}
    >
      <Tabs.List className={styles.tabList}>
        {tabs.map((tab) => (
          <Tabs.Trigger key={tab.number} className={styles.tab} value={String(tab.number)}>
            {tab.node.type === 'tab' ? tab.node.label : ''}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Content key={tab.number} className={styles.stack} value={String(tab.number)}>
          <Placed nodes={tab.children} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}

interface AccordionProps {
  number: number
  node: Extract<LayoutNode, { type: 'accordion' }>
  children: ReactNode
}

function AccordionNode({ number, node, children }: AccordionProps) {
  const { folds } = useBlocksPage()
  return (
    <Accordion.Root
      type="single"
      collapsible
      className={styles.accordion}
      value={folds.isOpen(number) ? 'open' : ''}
      onValueChange={(value) => folds.setOpen(number, value === 'open')}
    >
      <Accordion.Item value="open">
        <Accordion.Header asChild>
          <h2 className={styles.fold}>
            <Accordion.Trigger className={styles.foldButton}>
              <span className={styles.arrow} aria-hidden="true" />
              {node.label}
            </Accordion.Trigger>
          </h2>
        </Accordion.Header>
        <Accordion.Content className={`${styles.stack} ${styles.folded}`}>{children}</Accordion.Content>
      </Accordion.Item>
    </Accordion.Root>
  )
}
