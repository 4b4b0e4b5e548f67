import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useStore } from 'zustand'
import type { BlocksSpec, InterfaceSpec } from '../../host/types'
import { BootStatus } from '../demo/boot-status'
import type { Session } from '../demo/session'
import { Panel } from '../elements/panel'
import { Activity } from './activity'
import { blocksOf } from './blocks'
import styles from './blocks.module.css'
import { layoutTree } from './layout-tree'
import { type BlocksPage, BlocksPageContext } from './page-context'
import { Placed } from './placed'
import { rolesOf } from './roles'
import { useFolds } from './use-folds'
import { useTimers } from './use-timers'

interface Props {
  session: Session
  whole: InterfaceSpec
  spec: BlocksSpec
}

/** A demo that lays out its page itself, and below it what its events do. */
export function BlocksView({ session, whole, spec }: Props) {
  const { at, files } = useStore(session.demo.state)
  const blocks = blocksOf(session)
  const folds = useFolds(spec)
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const [opening] = useState(() => ({}))
  const tree = useMemo(() => layoutTree(spec.layout), [spec])
  const roles = useMemo(() => rolesOf(spec), [spec])
  const ready = at.phase === 'ready'
  const failed = at.phase === 'failed'

  // biome-ignore lint/correctness/useExhaustiveDependencies: other files are another opening
  useEffect(() => {
    if (ready) blocks.open(opening)
  }, [blocks, opening, ready, files])
  useTimers(blocks, spec, place, ready)

  const page: BlocksPage = useMemo(() => {
    const idOf = (component: number) => `${id}-${component}`
    return {
      idOf,
      session,
      blocks,
      spec,
      roles,
      folds,
      failed,
      ask(act) {
        const way = act()
        if (way === undefined) return
        // It may be in a tab that is not seen.
        flushSync(() => folds.reveal(way.component))
        document.getElementById(idOf(way.component))?.focus()
      },
    }
  }, [session, blocks, spec, roles, folds, failed, id])
  return (
    <BlocksPageContext value={page}>
      <Panel aria-label="Demo" className={styles.blocks ?? ''}>
        <div ref={place} className={styles.stack}>
          <Placed nodes={tree} />
        </div>
        <BootStatus at={at} onRetry={session.open} />
      </Panel>
      <Activity whole={whole} />
    </BlocksPageContext>
  )
}
