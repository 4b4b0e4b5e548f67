import type { Identity } from './download/version'
import { fileUrl } from './source/origin'
import type { ModelStore } from './store/model-store'
import type { DownloadFile, DownloadRecord } from './store/schema'

/** What is kept of a download, so that it can go on after whatever ended it. */
export interface Journal {
  /** The entry of a file; a new one unless it was begun. */
  file(path: string, url: string): DownloadFile
  /** Before a segment of this version is stored. */
  identified(path: string, identity: Identity): Promise<void>
  /** The file became another one: its segments get another name. */
  restart(path: string): void
}

/**
 * What a staging goes on from: the download that was begun; or the files of a model that is not whole any more, of which
 * only what is missing is fetched.
 */
export async function beginDownload(
  source: string,
  store: Pick<ModelStore, 'download' | 'record' | 'files'>,
  now: number,
): Promise<DownloadRecord> {
  const begun = await store.download(source)
  if (begun !== undefined) return { ...begun, paused: false, startedAt: now }
  const records = new Map((await store.files(source)).map((record) => [record.id, record]))
  const files: DownloadFile[] = []
  for (const [place, { path, bytes, file: id }] of ((await store.record(source))?.files ?? []).entries()) {
    const record = records.get(id)
    if (record === undefined) continue
    const url = fileUrl(source, place, path)
    files.push({ path, url, id, bytes, validator: record.origin?.validator, segments: record.segments })
  }
  return { source, files, paused: false, startedAt: now }
}

export function createJournal(store: Pick<ModelStore, 'saveDownload'>, begun: DownloadRecord): Journal {
  let record = begun

  function put(file: DownloadFile): void {
    record = { ...record, files: [...record.files.filter(({ path }) => path !== file.path), file] }
  }

  function entry(path: string): DownloadFile {
    const known = record.files.find((file) => file.path === path)
    if (known === undefined) throw new Error(`Assertion: ${path} was begun`)
    return known
  }

  return {
    file(path, url) {
      const known = record.files.find((file) => file.path === path && file.url === url)
      if (known !== undefined) return known
      const file = { path, url, id: crypto.randomUUID(), validator: undefined, bytes: undefined }
      put(file)
      return file
    },
    async identified(path, { bytes, validator }) {
      put({ ...entry(path), bytes, validator })
      await store.saveDownload(record)
    },
    restart(path) {
      const { url } = entry(path)
      put({ path, url, id: crypto.randomUUID(), validator: undefined, bytes: undefined })
    },
  }
}
