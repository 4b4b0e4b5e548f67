import type { RepositoryFile } from '../../protocol/repository'
import type { PatienceOptions } from '../download/patience'
import type { Fetch } from '../download/request'
import type { HubSettingsStore } from '../source/hub-settings'
import { fileUrl } from '../source/origin'
import { repositoryFileUrl } from '../source/repository-file'
import type { ModelStore } from '../store/model-store'
import type { DocumentRecord } from '../store/schema'
import type { OnFileProgress } from '../tally'
import { fetchDocument } from './fetch-document'

export interface DocumentsOptions extends PatienceOptions {
  store: Pick<ModelStore, 'document' | 'saveDocument' | 'records'>
  hub: Pick<HubSettingsStore, 'read'>
  fetch: Fetch
  signal: AbortSignal
  stallMs?: number
  /** Makes room for so many bytes more, or fails with `StorageFull`. */
  makeRoom(bytes: number): Promise<void>
  /** Milliseconds since the epoch. */
  now: () => number
  /** One was stored. */
  changed(): void
}

/** The files of repositories that are no models: fetched once, and here from then on, without a network too. */
export interface Documents {
  /** @param source a URL of a file on the hub */
  file(source: string, head: boolean, progress: OnFileProgress): Promise<RepositoryFile>
}

interface Asking {
  answer: Promise<RepositoryFile>
  watchers: Set<OnFileProgress>
}

export function createDocuments(options: DocumentsOptions): Documents {
  const { store, hub, makeRoom, now, changed } = options
  /** Whoever wants the same waits for the same answer. */
  const asking = new Map<string, Asking>()

  async function find(url: string, head: boolean, progress: OnFileProgress): Promise<RepositoryFile> {
    const stored = await store.document(url)
    if (stored?.status === 200) return { ...answerOf(stored), body: head ? null : stored.body }
    const bytes = head ? await stagedBytes(url) : undefined
    if (bytes !== undefined) return { status: 200, type: STAGED_TYPE, bytes, body: null }
    const unreachable = stored === undefined ? undefined : answerOf(stored)
    const file = await fetchDocument({ ...options, url, head, progress, unreachable })
    if (!head && file !== unreachable) await keep(url, file)
    return file
  }

  /** A model's own files are not stored here: their sizes are known from where they are. */
  async function stagedBytes(url: string): Promise<number | undefined> {
    for (const { source, files } of await store.records()) {
      const file = files.find(({ path }, place) => fileUrl(source, place, path) === url)
      if (file !== undefined) return file.bytes
    }
    return undefined
  }

  async function keep(url: string, { status, type, body }: RepositoryFile): Promise<void> {
    if (status !== 200 && status !== 404) return
    const bytes = body?.size ?? 0
    await makeRoom(bytes)
    await store.saveDocument({ url, status, type, bytes, body, storedAt: now() })
    changed()
  }

  return {
    async file(source, head, progress) {
      const url = repositoryFileUrl(source, await hub.read(), head)
      const key = `${head ? 'head' : 'all'} ${url}`
      const known = asking.get(key)
      if (known !== undefined) {
        known.watchers.add(progress)
        return known.answer
      }
      const watchers = new Set([progress])
      const tell: OnFileProgress = (loaded, total) => {
        for (const watch of watchers) watch(loaded, total)
      }
      const answer = find(url, head, tell).finally(() => asking.delete(key))
      asking.set(key, { answer, watchers })
      return answer
    },
  }
}

const STAGED_TYPE = 'application/octet-stream'

function answerOf({ status, type, bytes, body }: DocumentRecord): RepositoryFile {
  return { status, type, bytes: status === 200 ? bytes : null, body }
}
