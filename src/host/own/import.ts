/** What comes from outside as a demo: a folder, or a zip. Loaded when something is imported. */
import type { ReadCard } from '../../protocol/card'
import { SubletError } from '../../protocol/errors'
import { readReadme } from './readme'
import { type Entry, type LeftOut, MOST_ENTRIES, sortOut, tooMany } from './sort-out'
import type { DemoText } from './types'
import { unzip } from './unzip'

export type { LeftOut } from './sort-out'

/** A file as it lay in a dropped or chosen folder. */
export interface PickedFile {
  path: string
  file: File
}

/** A demo's folder, which is not compiled yet. */
export interface ReadFolder {
  card: ReadCard['card']
  /** What a handler can import, `handler.ts` first. */
  sources: { path: string; source: string }[]
  texts: DemoText[]
  /** What the card does not say, one sentence each. */
  told: readonly string[]
  left: readonly LeftOut[]
}

interface ReadableEntry extends Entry {
  read(): Promise<ArrayBuffer | Uint8Array>
}

/** @throws SubletError `DemoRefused`, with the numbers and a way out */
export async function readFolder(picked: readonly PickedFile[]): Promise<ReadFolder> {
  const [first] = picked
  const zip =
    picked.length === 1 && first !== undefined && /\.zip$/i.test(first.path) ? first.file : undefined
  if (picked.length > MOST_ENTRIES) throw tooMany(picked.length, MOST_ENTRIES)
  const entries: ReadableEntry[] =
    zip === undefined
      ? picked.map(({ path, file }) => ({ path, bytes: file.size, read: () => file.arrayBuffer() }))
      : (await unzip(zip)).map(({ path, bytes, data }) => ({ path, bytes, read: async () => data }))
  const { name, taken, left } = sortOut(entries)
  const sources: ReadFolder['sources'] = []
  const texts: DemoText[] = []
  for (const { path, entry } of taken) {
    const text = textOf(await contentOf(path, entry), path)
    if (path.endsWith('.md')) texts.push({ path, text })
    else sources.push({ path, source: text })
  }
  sources.sort((a, b) => Number(b.path === 'handler.ts') - Number(a.path === 'handler.ts'))
  const readme = texts.find(({ path }) => path === 'README.md')?.text
  const fallback = name || zip?.name.replace(/\.zip$/i, '') || 'Imported demo'
  const { card, told } = readReadme(readme, fallback)
  return { card, told, sources, texts, left }
}

async function contentOf(path: string, entry: ReadableEntry): Promise<ArrayBuffer | Uint8Array> {
  try {
    return await entry.read()
  } catch (thrown) {
    throw new SubletError('DemoRefused', `The file ${path} cannot be read: ${thrown}`, {
      cause: thrown,
      wayOut: 'Look whether it is still there and you may read it, and import the folder again.',
    })
  }
}

function textOf(bytes: ArrayBuffer | Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (thrown) {
    throw new SubletError('DemoRefused', `The file ${path} is no text in UTF-8.`, {
      cause: thrown,
      figures: { bytes: bytes.byteLength },
      wayOut: 'Save it as UTF-8, or leave it out.',
    })
  }
}

/** Files that the compiler makes nothing of. @param found the first of them, with the place */
export function notCompiled(
  found: readonly { path: string; line: number; column: number; message: string }[],
  wayOut = 'Mend it in the folder, and import it again.',
): SubletError {
  const [first] = found
  const where = first === undefined ? '' : ` ${first.path}:${first.line}:${first.column} ${first.message}`
  return new SubletError(
    'CompileFailed',
    `${found.length === 1 ? '1 error' : `${found.length} errors`}.${where}`,
    {
      figures: { errors: found.length },
      wayOut,
    },
  )
}
