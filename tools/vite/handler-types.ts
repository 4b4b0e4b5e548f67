import { readdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'

const VIRTUAL = 'virtual:sublet/handler-types'

/** The packages that a handler may import, and where their declarations lie. */
const PACKAGES = [
  { name: 'sublet', directory: 'src/sdk', files: /(?<!\.test)\.ts$/ },
  { name: 'onnxruntime-common', directory: 'node_modules/onnxruntime-common/dist/esm', files: /\.d\.ts$/ },
  { name: '@webgpu/types', directory: 'node_modules/@webgpu/types/dist', files: /^index\.d\.ts$/ },
  { name: 'onnxruntime-web', directory: 'node_modules/onnxruntime-web', files: /^types\.d\.ts$/ },
]

/** Gives the editor `{ [file URL]: declarations }` of all that a handler can import, as one lazy chunk. */
export function handlerTypes(): Plugin {
  return {
    name: 'sublet:handler-types',
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    async load(id) {
      if (id !== `\0${VIRTUAL}`) return undefined
      const files = (await Promise.all(PACKAGES.map(declarations))).flat()
      return `export const handlerTypes = ${JSON.stringify(Object.fromEntries(files))}`
    },
  }
}

async function declarations({
  name,
  directory,
  files,
}: (typeof PACKAGES)[number]): Promise<[string, string][]> {
  const names = (await readdir(directory)).filter((file) => files.test(file))
  return Promise.all(
    names.map(
      async (file): Promise<[string, string]> => [
        `file:///node_modules/${name}/${file}`,
        await readFile(resolve(directory, file), 'utf8'),
      ],
    ),
  )
}
