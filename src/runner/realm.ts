import type { ExternalEntry, StagedFile, TensorEntry, ValueInfo } from '../protocol/model'
import type { Attachments } from './attach/attachments'

/** A model as the host hands it over: handles and tables, no weights. */
export interface Staged {
  skeleton: Uint8Array
  tensors: readonly TensorEntry[]
  externalData: readonly ExternalEntry[]
  files: readonly StagedFile[]
  inputs: readonly ValueInfo[]
  outputs: readonly ValueInfo[]
}

/**
 * What the modules of one runner share. A worker is one realm and serves one runner, and the libraries that
 * handlers import (`onnxruntime-web`) are modules of their own: this is how they reach it.
 */
export interface Realm {
  /** @throws SubletError `ModelNotFound`, `ModelCorrupt`, ... */
  stage(path: string): Promise<Staged>
  readonly attachments: Attachments
  /** True from the attach of a lease to its release. */
  leased(): boolean
}

let installed: Realm | undefined

export function installRealm(realm: Realm): void {
  installed = realm
}

export function currentRealm(): Realm {
  if (installed === undefined) throw new Error('this module runs only inside a runner')
  return installed
}
