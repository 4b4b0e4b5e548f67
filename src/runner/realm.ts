import type { Attachments } from './attach/attachments'
import type { SharedWeights } from './attach/shared-weights'
import type { OnStaging } from './model-requests'
import type { Recorder } from './profile/recorder'
import type { GivenModel, Staged } from './staged'

/**
 * What the modules of one runner share. A worker is one realm and serves one runner, and the libraries that
 * handlers import (`onnxruntime-web`) are modules of their own: this is how they reach it.
 */
export interface Realm {
  /** @throws SubletError `ModelNotFound`, `ModelCorrupt`, ... */
  stage(model: string | GivenModel): Promise<Staged>
  /** Tells of the files of models that are being staged, until the returned function is called. */
  watchStaging(listener: OnStaging): () => void
  /** ONNX Runtime, compiled by the page; asked for by the first call. */
  runtime(): Promise<WebAssembly.Module>
  readonly attachments: Attachments
  readonly weights: SharedWeights
  /** Undefined until the handler is loaded. */
  recorder(): Recorder | undefined
  /** The lease that runs: undefined at module scope, while one attaches, and after its release. */
  lease(): { readonly signal: AbortSignal; readonly device: GPUDevice } | undefined
}

let installed: Realm | undefined

export function installRealm(realm: Realm): void {
  installed = realm
}

export function currentRealm(): Realm {
  if (installed === undefined) throw new Error('this module runs only inside a runner')
  return installed
}
