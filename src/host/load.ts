import * as v from 'valibot'
import { endpointOf } from '../protocol/endpoint'
import { fromWire, SubletError, toWire } from '../protocol/errors'
import { type InterfaceSpec, interfaceSchema } from '../protocol/interface'
import type { StagedModel } from '../protocol/model'
import type { RepositoryFile } from '../protocol/repository'
import type { FromRunner } from '../protocol/runner'
import type { GivenModel, OnProgress } from '../staging/client'
import { createRepositoryFiles } from './repository-files'
import type { Runner } from './runner'
import { modelUrl } from './site'

/** A handler's module scope may wait for downloads for as long as they go on, but not for ever for nothing. */
const STALLED_MS = 30_000
/** Each is a download of the page: a runner cannot ask for any number of them, */
const MOST_MODELS = 64
/** nor for one of them any number of times at once. */
const MOST_AT_ONCE = 64

/** A demo's files, compiled to JavaScript. */
export interface Handler {
  /** Before the path of each file, in stacks. */
  base: string
  entry: string
  files: Readonly<Record<string, string>>
}

/** What a handler may have of the outside. */
export interface Stage {
  /** Stages a model, by its source or as bytes, and keeps it from being evicted until `released`. */
  model(source: string | GivenModel, onProgress: OnProgress, released: AbortSignal): Promise<StagedModel>
  /** A file of a repository of the hub, by its URL. */
  file(url: string, head: boolean, onProgress: () => void): Promise<RepositoryFile>
}

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
  const sources = new Set<string>()
  let underWay = 0
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

  /** @param path what the page calls it */
  async function stageModel(model: string, path: string, given?: GivenModel): Promise<void> {
    try {
      underWay += 1
      if (given === undefined) sources.add(path)
      if (sources.size > MOST_MODELS || underWay > MOST_AT_ONCE) throw tooMany()
      const report: OnProgress = (loaded, total, files) => {
        progressed()
        if (!done) onStaging(path, loaded, total)
        runner.post({ type: 'staging', model, files: [...files] })
      }
      const { source: _, ...staged } = await stage.model(given ?? modelUrl(path), report, ended.signal)
      runner.post({ type: 'staged', model, ...staged })
    } catch (error) {
      runner.post({ type: 'notStaged', model, error: toWire(error, 'ModelNotFound') })
    }
    underWay -= 1
    progressed()
  }

  /** The runner has looked at it already; one that a handler got to speak for it may say anything. */
  function loaded(told: unknown): void {
    if (done) return
    // With the first thing that is wrong it is over: an array can have four thousand million holes.
    const parsed = v.safeParse(interfaceSchema, told, { abortEarly: true })
    if (parsed.success) {
      // Of Blocks its inputs and outputs are the first event's, whatever was said of them.
      const { states: _, ...first } = endpointOf(parsed.output)
      return spec.resolve(first)
    }
    const wrong = v.summarize(parsed.issues).slice(0, 1000)
    spec.reject(new SubletError('HandlerFailed', `The handler's runner told of no Interface: ${wrong}`))
  }

  const files = createRepositoryFiles({
    post: (message) => runner.post(message),
    hubFile: stage.file,
    progressed,
    ended: ended.signal,
  })

  progressed()
  runner.post({ type: 'load', ...handler, files: { ...handler.files } })
  return {
    spec: spec.promise,
    message(message) {
      switch (message.type) {
        case 'model':
          void stageModel(message.model, message.path)
          return true
        case 'modelBytes':
          void stageModel(message.model, 'a model given as bytes', message)
          return true
        case 'file':
          void files.answer(message)
          return true
        case 'loaded':
          loaded(message.spec)
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

function tooMany(): SubletError {
  return new SubletError(
    'ModelUnsupported',
    `A handler can use at most ${MOST_MODELS} models, and create ${MOST_AT_ONCE} sessions at once.`,
    {
      figures: { mostModels: MOST_MODELS, mostAtOnce: MOST_AT_ONCE },
      wayOut: 'Create sessions one after the other, and keep those that are used again.',
    },
  )
}
