import type { DBSchema } from 'idb'
import type { ModelAbout } from '../../protocol/library'
import type { ExternalEntry, TensorEntry, ValueInfo } from '../../protocol/model'

/** A model that is completely stored. Until its record is written nothing of it can be seen. */
export interface ModelRecord {
  source: string
  /** SHA-256 of its files' digests, hex. */
  digest: string
  skeleton: Blob
  tensors: TensorEntry[]
  externalData: ExternalEntry[]
  /** Why there is any. */
  external: string | undefined
  /** The first one is the model, the others its external data. */
  files: ModelFile[]
  inputs: ValueInfo[]
  outputs: ValueInfo[]
  /** Undefined in a record that was written by schema version 1. */
  about: ModelAbout | undefined
  pinned: boolean
  stagedAt: number
  usedAt: number
}

export interface ModelFile {
  /** URL path relative to the model file: its own name, or the `location` of external data. */
  path: string
  bytes: number
  /** Key of its record. Models whose files have the same bytes share it. */
  file: string
}

/** The bytes of one file, at rest. It lives as long as a model names it. */
export interface FileRecord {
  id: string
  /** SHA-256 of the digests below, hex: what is equal here is equal byte for byte. */
  digest: string
  bytes: number
  /** SHA-256 of each segment, in order. The order is what a segment's own record cannot vouch for. */
  segments: ArrayBuffer[]
  /** Where a damaged segment can be had again; undefined for a file that was dropped into the page. */
  origin: { url: string; validator: string | undefined } | undefined
  /** The hub's SHA-256 of the whole file, hex, if it told one: the file was checked against it. */
  sha256: string | undefined
}

/** A stretch of a file as it was downloaded. It says where it belongs: at another place it is not what it claims. */
export interface SegmentRecord {
  file: string
  index: number
  blob: Blob
  /** SHA-256, 32 bytes. */
  digest: ArrayBuffer
}

/** Id of the file, index of the segment in the file. */
export type SegmentKey = [file: string, index: number]

/** What it takes to go on with a download: which segments are stored, the segments say themselves. */
export interface DownloadRecord {
  source: string
  files: DownloadFile[]
  paused: boolean
  startedAt: number
}

export interface DownloadFile {
  path: string
  url: string
  /** Names the segments. Each download has its own, so that two of them never mix. */
  id: string
  /** `ETag` or else `Last-Modified`, as the server said; segments of another version are of no use. */
  validator: string | undefined
  bytes: number | undefined
  /** SHA-256 of each segment, where a model had the file before it was damaged: `id` is that of its record then. */
  segments?: ArrayBuffer[]
}

/** Where the hub is, and the token for it, sealed (see `hub-settings.ts`). */
export interface SettingRecord {
  name: string
  value: unknown
}

/** A file of a repository that is no model, or that there is none. */
export interface DocumentRecord {
  /** Where it was asked for. */
  url: string
  /** 404 counts only while nobody can be asked. */
  status: 200 | 404
  type: string
  bytes: number
  /** Null where there is no such file. */
  body: Blob | null
  storedAt: number
}

export interface StagingSchema extends DBSchema {
  models: { key: string; value: ModelRecord }
  files: { key: string; value: FileRecord; indexes: { digest: string } }
  segments: { key: SegmentKey; value: SegmentRecord }
  downloads: { key: string; value: DownloadRecord }
  documents: { key: string; value: DocumentRecord }
  settings: { key: string; value: SettingRecord }
}
