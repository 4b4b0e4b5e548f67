import { SubletError } from '../../protocol/errors'
import { type PickedFile, type ReadFolder, readFolder } from '../own/import'
import { MOST_BYTES } from '../own/sort-out'
import { fetchFile } from './fetch-file'
import { besideAddress, rawAddress } from './raw-address'
import { relativeImports } from './relative-imports'

/** Each is a request; a demo of more files is better had as a zip. */
const MOST_FETCHED = 40

export interface FetchedDemo extends ReadFolder {
  /** The address that it came from. */
  from: string
}

/**
 * A demo from the address of its zip; of its handler, with its README and the files that it imports; or of its README,
 * with the same. What it is, is seen from what comes. Nothing of it is compiled or run.
 * @throws SubletError `DemoRefused`, with the reason and a way out
 */
export async function fetchDemo(address: string, signal: AbortSignal): Promise<FetchedDemo> {
  const url = rawAddress(address)
  const first = await fetchFile(url, MOST_BYTES, signal)
  const name = url.pathname.split('/').filter((part) => part !== '')
  const from = url.href
  if (await isZip(first)) {
    const path = (name.at(-1) ?? '').endsWith('.zip') ? (name.at(-1) ?? '') : 'demo.zip'
    return { ...(await readFolder([{ path, file: new File([first], path) }])), from }
  }
  const text = await first.text()
  if (/^\s*<(!doctype|html)/i.test(text)) throw isPage(url)
  const files = new Map<string, Blob>()
  if (text.startsWith('---')) {
    files.set('README.md', first)
    files.set('handler.ts', await fetchFile(besideAddress(url, 'handler.ts'), MOST_BYTES, signal))
  } else {
    files.set('handler.ts', first)
    const readme = await fetchFile(besideAddress(url, 'README.md'), MOST_BYTES, signal).catch(absent(signal))
    if (readme !== undefined) files.set('README.md', readme)
  }
  const missing = await addImports(files, url, signal)
  const title = titleOf(name)
  const picked: PickedFile[] = [...files].map(([path, blob]) => ({
    path: `${title}/${path}`,
    file: new File([blob], path),
  }))
  const read = await readFolder(picked)
  return {
    ...read,
    told: [...read.told, ...missing.map((path) => `${path} is imported, and is not there.`)],
    from,
  }
}

/** Adds what is imported, and what that imports. @returns the paths that could not be had */
async function addImports(files: Map<string, Blob>, url: URL, signal: AbortSignal): Promise<string[]> {
  const missing = new Set<string>()
  const queue = ['handler.ts']
  let bytes = 0
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const source = (await files.get(path)?.text()) ?? ''
    bytes += source.length
    for (const wanted of path.endsWith('.ts') ? relativeImports(source, path) : []) {
      if (files.has(wanted) || missing.has(wanted)) continue
      const allowed = files.size < MOST_FETCHED && bytes < MOST_BYTES
      const file = allowed
        ? await fetchFile(besideAddress(url, wanted), MOST_BYTES - bytes, signal).catch(absent(signal))
        : undefined
      if (file === undefined) missing.add(wanted)
      else {
        files.set(wanted, file)
        queue.push(wanted)
      }
    }
  }
  return [...missing]
}

/** One that cannot be had is none; whoever leaves meanwhile does not go on. */
function absent(signal: AbortSignal): () => undefined {
  return () => {
    signal.throwIfAborted()
    return undefined
  }
}

async function isZip(file: Blob): Promise<boolean> {
  const begin = new Uint8Array(await file.slice(0, 4).arrayBuffer())
  return String.fromCharCode(...begin) === 'PK\x03\x04'
}

/** Of the folder, or of a file that is not called `handler.ts`. */
function titleOf(parts: readonly string[]): string {
  const file = parts.at(-1) ?? ''
  const own = /^(handler\.ts|README\.md|raw)$/.test(file) ? parts.at(-2) : file.replace(/\.\w+$/, '')
  return own?.replaceAll(/[^\p{L}\p{N}._ -]/gu, '-').replace(/^\.+/, '') || 'demo'
}

function isPage(url: URL): SubletError {
  return new SubletError('DemoRefused', `${url.href} is a web page, and no file of a demo.`, {
    wayOut: 'Give the address of the file itself: on GitHub, what its button “Raw” leads to.',
  })
}
