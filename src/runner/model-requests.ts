import type { SubletError } from '../protocol/errors'
import type { FromRunner } from '../protocol/runner'
import { createPending } from './calls/pending'
import type { GivenModel, Staged } from './staged'

/** What a runner asks the page for on behalf of the sessions that its handler creates. */
export interface ModelRequests {
  stage(model: string | GivenModel): Promise<Staged>
  runtime(): Promise<WebAssembly.Module>
  staged(model: string, staged: Staged): void
  notStaged(model: string, error: SubletError): void
}

/** @param wasm pending until the page has sent it */
export function createModelRequests(
  post: (message: FromRunner) => void,
  wasm: Promise<WebAssembly.Module>,
): ModelRequests {
  const pending = createPending<Staged>()
  let models = 0
  let asked = false

  return {
    stage(given) {
      const model = `${++models}`
      const staged = pending.open(model)
      if (typeof given === 'string') post({ type: 'model', model, path: given })
      else post({ type: 'modelBytes', model, file: given.file, externalData: [...given.externalData] })
      return staged
    },
    runtime() {
      if (!asked) post({ type: 'runtime' })
      asked = true
      return wasm
    },
    staged: pending.resolve,
    notStaged: pending.reject,
  }
}
