import { readdir, readFile } from 'node:fs/promises'
import { dirname, relative, resolve, sep } from 'node:path'

/** Declarations by the file URL under which the editor's TypeScript looks for them. */
export type Declarations = [url: string, text: string][]

const DECLARATION = /\.d\.ts$/
const IMPORTED = /(?:from|import\()\s*['"](\.{1,2}\/[^'"]+)['"]/g

/** What the editor loads when a handler names one of these packages: too much to load for every handler. */
export const LIBRARY_TYPES: Record<string, () => Promise<Declarations>> = {
  '@huggingface/transformers': async () => [
    ...(await folder('@huggingface/transformers/types', 'node_modules/@huggingface/transformers/types')),
    [url('@huggingface/transformers/index.d.ts'), `export * from './types/transformers'`],
  ],
  three: threeTypes,
  typegpu: async () => [
    ...(await folder('typegpu', 'node_modules/typegpu')),
    ...(await folder('tinyest', 'node_modules/tinyest')),
    ...(await folder('typed-binary', 'node_modules/typed-binary/dist')),
    ...(await folder('tsover-runtime', 'node_modules/tsover-runtime/dist')),
  ],
}

/** @param name of the package, and of what lies in `directory` in it */
export async function folder(name: string, directory: string, files = DECLARATION): Promise<Declarations> {
  const found = await readdir(directory, { recursive: true })
  const paths = found.map((path) => path.split(sep).join('/')).filter((path) => files.test(path))
  return Promise.all(
    paths.map(
      async (path): Promise<Declarations[number]> => [
        url(`${name}/${path}`),
        await readFile(resolve(directory, path), 'utf8'),
      ],
    ),
  )
}

/** Of the maths that a handler gets, and of what their declarations mention. */
async function threeTypes(): Promise<Declarations> {
  const root = resolve('node_modules/@types/three/src')
  const entry = (await readFile('src/runner/libraries/three.ts', 'utf8')).replaceAll('three/src/', './src/')
  const read = new Map<string, string>()
  const queue = importsOf(entry, dirname(root))
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (read.has(file)) continue
    const text = await readFile(file, 'utf8')
    read.set(file, text)
    queue.push(...importsOf(text, dirname(file)))
  }
  const path = (file: string): string => relative(root, file).split(sep).join('/')
  return [
    [url('three/index.d.ts'), entry],
    ...[...read].map(([file, text]): Declarations[number] => [url(`three/src/${path(file)}`), text]),
  ]
}

function importsOf(text: string, directory: string): string[] {
  return [...text.matchAll(IMPORTED)].map(([, specifier = '']) =>
    resolve(directory, specifier.replace(/\.js$/, '.d.ts')),
  )
}

function url(path: string): string {
  return `file:///node_modules/${path}`
}
