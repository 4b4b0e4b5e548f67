import { createContext, useContext } from 'react'
import type { BlocksSpec } from '../../host/types'
import type { Session } from '../demo/session'
import type { Blocks, InTheWay } from './blocks'
import type { Role } from './roles'
import type { Folds } from './use-folds'

/** What every part of one Blocks page needs. */
export interface BlocksPage {
  session: Session
  blocks: Blocks
  spec: BlocksSpec
  roles: readonly Role[]
  folds: Folds
  /** Of a component's element: several demos may be in the document. */
  idOf(component: number): string
  /** The demo cannot be asked now. */
  failed: boolean
  /** Does what the visitor asked for, or takes them to what stands in its way. */
  ask(act: () => InTheWay): void
}

export const BlocksPageContext = createContext<BlocksPage | undefined>(undefined)

export function useBlocksPage(): BlocksPage {
  const page = useContext(BlocksPageContext)
  if (page === undefined) throw new Error('BlocksPageContext has no value: render inside <BlocksView>')
  return page
}
