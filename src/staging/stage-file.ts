import { SubletError } from '../protocol/errors'
import type { Buffers } from './download/buffers'
import { downloadFile, type FetchedFile, type FileInStore } from './download/file'
import type { PatienceOptions } from './download/patience'
import type { Fetch } from './download/request'
import { CHANGED } from './download/version'
import { checkDigest, hashFile } from './integrity/whole-file'
import type { Journal } from './journal'
import type { ModelStore } from './store/model-store'
import type { OnFileProgress } from './tally'
import type { Verdict } from './verdict'

/** What every file of a staging needs. */
export interface FileTools extends PatienceOptions {
  fetch: Fetch
  store: ModelStore
  buffers: Buffers
  signal: AbortSignal
  stallMs?: number
  /** Makes room for so many bytes more, or fails with `StorageFull`. */
  makeRoom(bytes: number): Promise<void>
  /** The hub's SHA-256 of a file, hex, if there is a hub and it tells. */
  digestOf(url: string): Promise<string | undefined>
}

export interface FileToStage<T> {
  path: string
  url: string
  journal: Journal
  progress: OnFileProgress
  judge: Verdict['judge']
  /** Looks into the file while it comes in; it throws at what cannot be a model. */
  read(file: FileInStore): Promise<T>
}

export interface StagedPart<T> {
  id: string
  path: string
  url: string
  fetched: FetchedFile
  sha256: string | undefined
  read: T
}

/** A server that gives another version each time it is asked cannot be waited for. */
const MOST_VERSIONS = 3

/** One file from its source into segments, from the beginning whenever it becomes another version. */
export async function stageFile<T>(tools: FileTools, wanted: FileToStage<T>): Promise<StagedPart<T>> {
  const { path, url, journal } = wanted
  for (let versions = 1; versions <= MOST_VERSIONS; versions += 1) {
    const staged = await stageVersion(tools, wanted)
    if (staged !== CHANGED) return staged
    journal.restart(path)
  }
  throw new SubletError(
    'ModelCorrupt',
    `${url} was begun ${MOST_VERSIONS} times: it changed, or broke off, and its server does not tell its versions.`,
    {
      figures: { url, versions: MOST_VERSIONS },
      wayOut: 'Try again later, or name a revision that stays.',
    },
  )
}

async function stageVersion<T>(
  tools: FileTools,
  { path, url, journal, judge, progress, read }: FileToStage<T>,
): Promise<StagedPart<T> | typeof CHANGED> {
  const { id, bytes, validator, segments } = journal.file(path, url)
  const unreadable = new AbortController()
  const file = downloadFile({
    ...tools,
    url,
    id,
    known: { bytes, validator },
    digests: segments,
    progress,
    signal: AbortSignal.any([tools.signal, unreadable.signal]),
    async identified(identity, storedBytes) {
      await tools.makeRoom((identity.bytes ?? 0) - storedBytes)
      await journal.identified(path, identity)
    },
  })
  const check = async (): Promise<{ sha256: string | undefined } | typeof CHANGED> => {
    const sha256 = await tools.digestOf(url)
    if (sha256 === undefined) return { sha256 }
    const found = await hashFile(file)
    // It is as it was, and the hub has another one since.
    if (segments !== undefined && found !== sha256) return CHANGED
    judge(path, () => checkDigest(found, sha256))
    return { sha256 }
  }
  // A file that is no model is not fetched to its end.
  const reading = Promise.all([read(file), check()]).catch((cause: unknown) => {
    unreadable.abort(cause)
    throw cause
  })
  const [done, looked] = await Promise.allSettled([file.done, reading])
  if (done.status === 'rejected') throw done.reason
  if (done.value === CHANGED) return CHANGED
  if (looked.status === 'rejected') throw looked.reason
  const [found, checked] = looked.value
  if (checked === CHANGED) return CHANGED
  return { id, path, url, fetched: done.value, sha256: checked.sha256, read: found }
}
