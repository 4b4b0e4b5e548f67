import type { OpenDemo } from '../demo'
import type { DemoFile } from '../types'

/**
 * A demo whose handler is kept as it was edited, once that has booted: one that does not start is not what the next visit
 * should find. Reset goes back to the handler that this page found, and keeps that.
 *
 * @param keep undefined: the handler that this page found. Never rejects: an edit that runs and is not kept has run
 */
export function kept(demo: OpenDemo, keep: (handler?: Omit<DemoFile, 'path'>) => Promise<void>): OpenDemo {
  return {
    ...demo,
    async edit(handler) {
      const spec = await demo.edit(handler)
      await keep(handler)
      return spec
    },
    async reset() {
      const spec = await demo.reset()
      await keep()
      return spec
    },
  }
}
