import { cp } from 'node:fs/promises'
import { resolve } from 'node:path'
import sirv from 'sirv'
import type { Plugin, ResolvedConfig } from 'vite'

/** Serves `models/` under `/models/` in dev and copies it into the build, less the recipes that made it. */
export function models(directory = 'models'): Plugin {
  let config: ResolvedConfig
  return {
    name: 'sublet:models',
    configResolved(resolved) {
      config = resolved
    },
    configureServer(server) {
      server.middlewares.use('/models', sirv(resolve(config.root, directory), { dev: true, etag: true }))
    },
    async writeBundle({ dir }) {
      if (dir === undefined) return
      const isRecipe = (path: string): boolean => path.split(/[\\/]/).includes('recipes')
      await cp(resolve(config.root, directory), resolve(dir, 'models'), {
        recursive: true,
        filter: (from) => !isRecipe(from.slice(config.root.length)),
      })
    },
  }
}
