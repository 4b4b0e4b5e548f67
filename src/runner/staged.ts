import type { ExternalEntry, StagedFile, TensorEntry, ValueInfo } from '../protocol/model'

/** A model as the host hands it over: handles and tables, no weights. */
export interface Staged {
  /** Of the files: sessions on the same ones share their weights. */
  digest: string
  skeleton: Uint8Array
  tensors: readonly TensorEntry[]
  externalData: readonly ExternalEntry[]
  files: readonly StagedFile[]
  inputs: readonly ValueInfo[]
  outputs: readonly ValueInfo[]
}

/** A model that a handler has as bytes. */
export interface GivenModel {
  file: Blob
  /** By the name that the graph gives it. */
  externalData: readonly { path: string; data: Blob }[]
}
