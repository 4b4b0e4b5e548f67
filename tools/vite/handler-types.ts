import type { Plugin } from 'vite'
import { type Declarations, folder, LIBRARY_TYPES } from './declarations.ts'

const VIRTUAL = 'virtual:sublet/handler-types'

/** Those that every handler needs, or that are small. */
async function everyHandlers(): Promise<Declarations> {
  const found = await Promise.all([
    folder('sublet', 'src/sdk', /(?<!\.(test|fixture))\.ts$/),
    folder('onnxruntime-common', 'node_modules/onnxruntime-common/dist/esm'),
    folder('@webgpu/types', 'node_modules/@webgpu/types/dist', /^index\.d\.ts$/),
    folder('onnxruntime-web', 'node_modules/onnxruntime-web', /^types\.d\.ts$/),
    folder('sublet-demo', 'src/demos', /^files\.d\.ts$/),
  ])
  return found.flat()
}

/** Gives the editor the declarations of all that a handler can import, as one lazy chunk and one for each library. */
export function handlerTypes(): Plugin {
  return {
    name: 'sublet:handler-types',
    resolveId: (id) => (id === VIRTUAL || id.startsWith(`${VIRTUAL}/`) ? `\0${id}` : undefined),
    async load(id) {
      if (id === `\0${VIRTUAL}`) {
        const loaders = Object.keys(LIBRARY_TYPES).map(
          (name) => `${JSON.stringify(name)}: async () => (await import('${VIRTUAL}/${name}')).types`,
        )
        return `export const libraryTypes = { ${loaders.join(', ')} }
          export const handlerTypes = ${asText(await everyHandlers())}`
      }
      const library = id.startsWith(`\0${VIRTUAL}/`) ? LIBRARY_TYPES[id.slice(VIRTUAL.length + 2)] : undefined
      return library && `export const types = ${asText(await library())}`
    },
  }
}

function asText(declarations: Declarations): string {
  return JSON.stringify(Object.fromEntries(declarations))
}
