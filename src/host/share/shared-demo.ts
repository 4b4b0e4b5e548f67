import type { KeptCard } from '../../protocol/card'
import type { DemoText } from '../own/types'

/** A demo as it goes from one person to another: what was written, and nothing that was compiled. */
export interface SharedDemo {
  card: KeptCard
  /** What a handler can import, `handler.ts` among them. */
  sources: readonly { path: string; source: string }[]
  texts: readonly DemoText[]
}
