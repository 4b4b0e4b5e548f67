import type { OpenDemo } from '../demo'
import type { DemoCard } from '../types'
import type { DemoContent } from './types'

export interface Keeping {
  /**
   * Undefined: what this page found. Absent texts stay as they are. Never rejects: an edit that runs and is not kept has
   * run.
   */
  keep(edited?: Partial<DemoContent>): Promise<void>
  /** Undefined: it is gone. */
  card(): DemoCard | undefined
  /** This page has it open no more. */
  onClosed(): void
}

/**
 * A demo that is kept as it was edited, once that has booted: one that does not start is not what the next visit should
 * find. Reset goes back to what this page found, and keeps that. Its card is the one that is kept now.
 */
export function kept(demo: OpenDemo, { keep, card, onClosed }: Keeping): OpenDemo {
  return {
    ...demo,
    get card() {
      return card() ?? demo.card
    },
    async edit(files, texts) {
      const spec = await demo.edit(files, texts)
      await keep({ files, ...(texts !== undefined && { texts }) })
      return spec
    },
    async reset() {
      const spec = await demo.reset()
      await keep()
      return spec
    },
    close() {
      onClosed()
      return demo.close()
    },
  }
}
