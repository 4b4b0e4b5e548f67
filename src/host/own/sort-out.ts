import { SubletError } from '../../protocol/errors'

/** A demo is text that people write; what is larger is something else. */
export const MOST_FILES = 200
export const MOST_BYTES = 20_000_000
/** Of a folder or a zip, with all that is not taken. */
export const MOST_ENTRIES = 2000

export interface Entry {
  /** With `/` between, as it lies in the folder or the zip. */
  path: string
  bytes: number
}

export interface SortedOut<E extends Entry> {
  /** Of the folder that `handler.ts` is in; empty when it has none. */
  name: string
  /** Paths are from that folder on. */
  taken: { path: string; entry: E }[]
  left: LeftOut[]
}

export interface LeftOut {
  path: string
  why: string
}

/**
 * Which files of a folder make a demo: `handler.ts` beside what it may import (`.ts`, `.json`, `.wgsl`) and texts (`.md`).
 * If all is in one folder, the demo is in there.
 *
 * @throws SubletError `DemoRefused` with the numbers, when there is no handler, there is too much, or a path leads out
 */
export function sortOut<E extends Entry>(entries: readonly E[]): SortedOut<E> {
  const files = entries
    .map((entry) => ({ path: safePath(entry.path), entry }))
    .filter(({ path }) => !isNoise(path))
  const root = rootOf(files.map(({ path }) => path))
  const inside = files.map(({ path, entry }) => ({ path: path.slice(root.length), entry }))
  const taken = inside.filter(({ path }) => whyLeft(path) === undefined)
  refuseMissing(inside.map(({ path }) => path))
  refuseTwice(taken.map(({ path }) => path))
  refuseMuch(taken.map(({ entry }) => entry))
  const left = inside.flatMap(({ path }) => {
    const why = whyLeft(path)
    return why === undefined ? [] : [{ path, why }]
  })
  return { name: root.split('/').at(-2) ?? '', taken, left }
}

/** Undefined: a file of this name is taken. */
export function whyLeft(path: string): string | undefined {
  if (/(^|\/)node_modules\//.test(path)) return 'packages come with the site'
  if (path.endsWith('.d.ts')) return 'types of packages come with the site'
  if (/\.test\.ts$/.test(path)) return 'a test'
  if (/\.(ts|json|wgsl|md)$/.test(path)) return undefined
  if (/\.(onnx|onnx_data|onnx\.data|safetensors|gguf)$/.test(path))
    return 'a model: drop it in on the Models page, and name it in the handler'
  if (/\.(tsx|jsx?|mjs|cjs)$/.test(path)) return 'handlers are .ts'
  return 'no text that a handler can import'
}

/** What systems and tools put there, and nobody means. */
export function isNoise(path: string): boolean {
  return path.split('/').some((part) => (part.startsWith('.') && part !== '..') || part === '__MACOSX')
}

/** @throws SubletError for a path that does not stay inside */
export function safePath(given: string): string {
  // Some programs write zips with the other slash.
  const path = given.replaceAll('\\', '/').replace(/^(\.\/)+/, '')
  const parts = path.split('/')
  const whole = path !== '' && parts.every((part) => part !== '' && part !== '.' && part !== '..')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be in a path
  if (whole && !/^[a-z]:/i.test(path) && !/[\x00-\x1f]/.test(path) && path.length <= 400) return path
  throw new SubletError('DemoRefused', `The path “${given.slice(0, 200)}” does not stay inside the folder.`, {
    wayOut: 'Pack the folder anew, with paths from it on, and none with “..” or a leading slash.',
  })
}

/** With a slash at its end, or empty. Steps into a single folder, as often as there is nothing else. */
function rootOf(paths: readonly string[]): string {
  let root = ''
  while (!paths.includes(`${root}handler.ts`)) {
    const next = new Set(paths.map((path) => path.slice(root.length).split('/')[0]))
    const [only] = next
    if (next.size !== 1 || only === undefined || paths.some((path) => !path.startsWith(`${root}${only}/`)))
      break
    root += `${only}/`
  }
  return root
}

function refuseMissing(paths: readonly string[]): void {
  if (paths.includes('handler.ts')) return
  const nested = paths.filter((path) => path.endsWith('/handler.ts'))
  const models = paths.filter((path) => path.endsWith('.onnx')).length
  throw new SubletError(
    'DemoRefused',
    `There is no handler.ts among the ${files(paths.length)}${nested.length > 0 ? `, but ${nested.length} in folders of it` : ''}.`,
    {
      figures: { files: paths.length, handlersInFolders: nested.length, models },
      wayOut:
        nested.length > 0
          ? `Import one folder at a time, such as the one of ${nested[0]}.`
          : models > 0
            ? 'A model is dropped in on the Models page. A demo is a folder with a handler.ts, whose default export is an Interface.'
            : 'A demo is a folder with a handler.ts, whose default export is an Interface.',
    },
  )
}

/** A zip can hold a path twice, and case does not tell files apart on every system. */
function refuseTwice(paths: readonly string[]): void {
  const seen = new Set<string>()
  for (const path of paths) {
    if (seen.has(path)) {
      throw new SubletError('DemoRefused', `The file ${path} is there twice.`, {
        wayOut: 'Pack the folder anew.',
      })
    }
    seen.add(path)
  }
}

function refuseMuch(taken: readonly Entry[]): void {
  const bytes = taken.reduce((sum, entry) => sum + entry.bytes, 0)
  if (taken.length > MOST_FILES) throw tooMany(taken.length)
  if (bytes > MOST_BYTES) throw tooLarge(bytes)
}

/** @param found how many there are, as far as was counted */
export function tooMany(found: number, most = MOST_FILES): SubletError {
  return new SubletError('DemoRefused', `There are ${files(found)}; a demo has at most ${most}.`, {
    figures: { files: found, mostFiles: most },
    wayOut: 'Leave out what the handler does not import.',
  })
}

/** @param bytes as far as was counted */
export function tooLarge(bytes: number, what = 'The files'): SubletError {
  const megabytes = (count: number) => `${Math.ceil(count / 100_000) / 10} MB`
  return new SubletError(
    'DemoRefused',
    `${what} have ${megabytes(bytes)} or more; a demo has at most ${megabytes(MOST_BYTES)}.`,
    {
      figures: { bytes, mostBytes: MOST_BYTES },
      wayOut: 'Leave out what the handler does not import. Models are dropped in on the Models page.',
    },
  )
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`
}
