import { fromWire } from '../../protocol/errors'
import type { FromRunner, ToRunner } from '../../protocol/runner'
import type { Linker } from '../boot/linker'
import { createPending } from '../calls/pending'

/** Packages that come from the host when a handler first imports them. */
export interface Libraries {
  /**
   * Resolves when all of `packages` can be linked.
   * @throws SubletError as the host refuses one
   */
  fetch(packages: readonly string[]): Promise<void>
  /** The host's answers. */
  imported(message: Extract<ToRunner, { type: 'imported' }>): void
  notImported(message: Extract<ToRunner, { type: 'notImported' }>): void
}

export function createLibraries(linker: Linker, post: (message: FromRunner) => void): Libraries {
  const pending = createPending<void>()
  return {
    async fetch(packages) {
      const here = linker.available()
      await Promise.all(
        packages
          .filter((library) => !here.includes(library))
          .map((library) => {
            const imported = pending.open(library)
            post({ type: 'import', library })
            return imported
          }),
      )
    },
    imported({ library, modules }) {
      linker.add(modules)
      pending.resolve(library, undefined)
    },
    notImported: ({ library, error }) => pending.reject(library, fromWire(error)),
  }
}
