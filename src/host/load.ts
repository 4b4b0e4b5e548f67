import { fromWire, SubletError, toWire } from '../protocol/errors'
import type { InterfaceSpec } from '../protocol/interface'
import type { StagedModel } from '../protocol/model'
import type { FromRunner } from '../protocol/runner'
import type { Runner } from './runner'
import { modelUrl } from './site'

/** A handler's module scope may wait for downloads for as long as they go on, but not for ever for nothing. */
const STALLED_MS = 30_000
/** Each is a download of the page: a runner cannot ask for any number of them. */
const MOST_MODELS = 64

/** A demo's files, compiled to JavaScript. */
export interface Handler {
  /** Before the path of each file, in stacks. */
  base: string
  entry: string
  files: Readonly<Record<string, string>>
}

/** Stages a model, and keeps it from being evicted until `released`. */
export type Stage = (
  source: string,
  onProgress: (loaded: number, total: number | null) => void,
  released: AbortSignal,
) => Promise<StagedModel>

export interface Loading {
  /** @throws SubletError `HandlerFailed`, `CompileFailed`, `ModelNotFound`, ... */
  readonly spec: Promise<InterfaceSpec>
  /** The part of a runner's messages that is about loading; true when it was one. */
  message(message: FromRunner): boolean
  /** The runner ended; `spec` rejects unless it is settled. */
  end(error: SubletError): void
}

/** Runs a handler's module scope in a fresh runner and stages the models that it creates sessions for. */
export function loadHandler(
  runner: Runner,
  handler: Handler,
  stage: Stage,
  onStaging: (model: string, loaded: number, total: number | null) => void,
): Loading {
  const spec = Promise.withResolvers<InterfaceSpec>()
  const ended = new AbortController()
  let watchdog = 0
  let done = false
  let models = 0
  const progressed = (): void => {
    clearTimeout(watchdog)
    // A model that is created inside a call is staged after the module scope is through.
    if (done) return
    watchdog = window.setTimeout(() => {
      const seconds = STALLED_MS / 1000
      const message = `The handler did not get past its module scope: nothing happened for ${seconds} s.`
      spec.reject(new SubletError('HandlerFailed', message, { figures: { stalledSeconds: seconds } }))
    }, STALLED_MS)
  }
  const settled = (): void => {
    done = true
    clearTimeout(watchdog)
  }
  spec.promise.then(settled, settled)

  async function stageModel(model: string, path: string): Promise<void> {
    try {
      models += 1
      if (models > MOST_MODELS) {
        throw new SubletError('ModelUnsupported', `A handler can create at most ${MOST_MODELS} models.`)
      }
      const report = (loaded: number, total: number | null): void => {
        progressed()
        if (!done) onStaging(path, loaded, total)
      }
      const { source: _, ...staged } = await stage(modelUrl(path), report, ended.signal)
      runner.post({ type: 'staged', model, ...staged })
    } catch (error) {
      runner.post({ type: 'notStaged', model, error: toWire(error, 'ModelNotFound') })
    }
    progressed()
  }

  progressed()
  runner.post({ type: 'load', ...handler, files: { ...handler.files } })
  return {
    spec: spec.promise,
    message(message) {
      switch (message.type) {
        case 'model':
          void stageModel(message.model, message.path)
          return true
        case 'loaded':
          spec.resolve(message.spec)
          return true
        case 'loadFailed':
          spec.reject(fromWire(message.error))
          return true
        default:
          return false
      }
    },
    end(error) {
      ended.abort()
      spec.reject(error)
    },
  }
}
