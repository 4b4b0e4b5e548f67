import { toWire } from '../protocol/errors'
import type { ToRunner } from '../protocol/runner'
import type { RunnerFiles } from './runner-files'

/** Answers one runner's requests for libraries; what it has been sent once is not sent again. */
export interface Libraries {
  /** @param library as the runner asks for it: anything */
  send(library: string): Promise<void>
}

export function createLibraries(
  files: Pick<RunnerFiles, 'library'>,
  post: (message: ToRunner) => void,
): Libraries {
  const sent = new Set<string>()
  return {
    async send(library) {
      try {
        const modules = Object.entries(await files.library(library)).filter(([name]) => !sent.has(name))
        for (const [name] of modules) sent.add(name)
        post({ type: 'imported', library, modules: Object.fromEntries(modules) })
      } catch (error) {
        post({ type: 'notImported', library, error: toWire(error, 'CompileFailed') })
      }
    },
  }
}
