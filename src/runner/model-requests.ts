import type { SubletError } from '../protocol/errors'
import type { FileProgress } from '../protocol/model'
import type { FromRunner } from '../protocol/runner'
import { createPending } from './calls/pending'
import type { GivenModel, Staged } from './staged'

/** How far the files of a model are stored; `model` is the path or URL that it was asked for by. */
export type OnStaging = (model: string, files: readonly FileProgress[]) => void

/** What a runner asks the page for on behalf of the sessions that its handler creates. */
export interface ModelRequests {
  stage(model: string | GivenModel): Promise<Staged>
  /** Stages a model ahead of its session: `stage` then has it at once, the first time. */
  prepare(model: string): Promise<void>
  /** Until the returned function is called. */
  watch(listener: OnStaging): () => void
  runtime(): Promise<WebAssembly.Module>
  staging(model: string, files: readonly FileProgress[]): void
  staged(model: string, staged: Staged): void
  notStaged(model: string, error: SubletError): void
}

/** @param wasm pending until the page has sent it */
export function createModelRequests(
  post: (message: FromRunner) => void,
  wasm: Promise<WebAssembly.Module>,
): ModelRequests {
  const pending = createPending<Staged>()
  /** Paths of the models that are asked for, by request. */
  const paths = new Map<string, string>()
  /** Models that a session is expected for, by path. */
  const prepared = new Map<string, Promise<Staged>>()
  const listeners = new Set<OnStaging>()
  let models = 0
  let asked = false

  function request(given: string | GivenModel): Promise<Staged> {
    const model = `${++models}`
    const staged = pending.open(model)
    if (typeof given === 'string') {
      paths.set(model, given)
      post({ type: 'model', model, path: given })
    } else {
      post({ type: 'modelBytes', model, file: given.file, externalData: [...given.externalData] })
    }
    return staged
  }

  function tell(model: string, files: readonly FileProgress[]): void {
    const path = paths.get(model)
    if (path !== undefined) for (const listener of listeners) listener(path, files)
  }

  return {
    async stage(given) {
      const ahead = typeof given === 'string' ? prepared.get(given) : undefined
      if (typeof given === 'string') prepared.delete(given)
      return ahead ?? request(given)
    },
    async prepare(model) {
      const staging = prepared.get(model) ?? request(model)
      prepared.set(model, staging)
      try {
        await staging
      } catch (error) {
        // Asked for again, it is tried again.
        if (prepared.get(model) === staging) prepared.delete(model)
        throw error
      }
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    runtime() {
      if (!asked) post({ type: 'runtime' })
      asked = true
      return wasm
    },
    staging: tell,
    staged(model, staged) {
      // Of a model that was there already nothing was told yet.
      tell(
        model,
        staged.files.map(({ path, bytes }) => ({ path, loaded: bytes, total: bytes })),
      )
      paths.delete(model)
      pending.resolve(model, staged)
    },
    notStaged(model, error) {
      paths.delete(model)
      pending.reject(model, error)
    },
  }
}
