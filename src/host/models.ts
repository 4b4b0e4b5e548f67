import { createStore, type StoreApi } from 'zustand/vanilla'
import { toWire, type WireError } from '../protocol/errors'
import type { Library, ModelDetail, ModelSummary, Verification } from '../protocol/library'
import { modelLock } from '../protocol/library'
import type { StagedModel } from '../protocol/model'
import type { RepositoryFile } from '../protocol/repository'
import type { GivenModel, OnProgress, StagingClient } from '../staging/client'
import { connectWorker } from './connect'
import { modelUrl } from './site'

export interface LibraryState {
  /** Undefined until `watch` was called and staging has answered. */
  library: Library | undefined
  /** Why there will be no answer. */
  error: WireError | undefined
}

const UNASKED: LibraryState = { library: undefined, error: undefined }

/**
 * The models of this browser. A model is named as in a handler: by a path of this site, an http(s) URL,
 * `hf:org/name@revision:dtype`, or `local:PATH` for a dropped file. Everything rejects with a `SubletError`.
 */
export interface Models {
  readonly library: StoreApi<LibraryState>
  /** Idempotent. Keeps `library` up to date from now on. */
  watch(): void
  list(): Promise<readonly ModelSummary[]>
  /** Downloads a model unless it is there; goes on with one that was paused. */
  add(model: string, onProgress?: OnProgress): Promise<void>
  /** Stages the models among files, for which `path` is that in a dropped folder. Resolves with what to call them. */
  addFiles(files: readonly { path: string; file: File }[], onProgress?: OnProgress): Promise<string[]>
  pause(model: string): Promise<void>
  remove(model: string): Promise<void>
  /** A pinned model is not deleted to make room. */
  pin(model: string, pinned: boolean): Promise<void>
  /** Reads every byte again, and fetches what is damaged. */
  verify(model: string): Promise<Verification>
  describe(model: string): Promise<ModelDetail>
  /** Where `hf:` models come from, and the token for it; the token is kept encrypted, and cannot be read back. */
  setHub(hub: { base: string; token?: string }): Promise<void>
}

/** The same for the host itself, which hands models to runners. */
export interface ModelLibrary extends Models {
  /** Also keeps the model from being evicted, in every tab, until `released`. One that is given as bytes is not stored. */
  use(model: string | GivenModel, onProgress: OnProgress, released: AbortSignal): Promise<StagedModel>
  /** A file of a repository of the hub, by its URL; with `head` its status and size without the bytes. */
  file(url: string, head: boolean, onProgress: () => void): Promise<RepositoryFile>
  close(): void
}

export function createModels(): ModelLibrary {
  const library = createStore<LibraryState>(() => UNASKED)
  let client: Promise<StagingClient> | undefined
  let closed = false
  let watching = false
  let asked = false

  /** Fetched and made with the first use: the gallery needs no staging. */
  function staging(): Promise<StagingClient> {
    client ??= connect()
    return client
  }

  async function connect(): Promise<StagingClient> {
    const { createStagingClient } = await import('../staging/client')
    const made = createStagingClient({
      connect: () => connectWorker('staging', reportError),
      locks: navigator.locks,
      onLibrary: (latest) => library.setState({ library: latest, error: undefined }),
    })
    // Closed meanwhile, it refuses what it is asked.
    if (closed) made.close()
    return made
  }

  async function watch(): Promise<void> {
    if (watching) return
    watching = true
    try {
      const made = await staging()
      made.watch()
      await made.library()
    } catch (cause) {
      // Whoever watches is told nothing when staging fails; whoever asks is.
      library.setState({ error: toWire(cause, 'StorageFull') })
    }
  }

  /** Asked once there is something to lose. A browser that refuses may clear models when the disk is full. */
  function persist(): void {
    if (!asked) navigator.storage.persist().catch(reportError)
    asked = true
  }

  async function ensure(model: string, onProgress?: OnProgress): Promise<StagedModel> {
    persist()
    const source = modelUrl(model)
    return (await staging()).ensure(source, onProgress)
  }

  return {
    library,
    watch: () => void watch(),
    list: async () => (await (await staging()).library()).models,
    async add(model, onProgress) {
      await ensure(model, onProgress)
    },
    async addFiles(files, onProgress) {
      persist()
      return (await staging()).add(files, onProgress)
    },
    async use(model, onProgress, released) {
      if (typeof model !== 'string') return (await staging()).pack(model)
      // Before it is staged: it must not go in the moment in between.
      await hold(modelLock(modelUrl(model)), released)
      return ensure(model, onProgress)
    },
    async file(url, head, onProgress) {
      persist()
      return (await staging()).file(url, head, onProgress)
    },
    pause: async (model) => (await staging()).pause(modelUrl(model)),
    remove: async (model) => (await staging()).remove(modelUrl(model)),
    pin: async (model, pinned) => (await staging()).pin(modelUrl(model), pinned),
    verify: async (model) => (await staging()).verify(modelUrl(model)),
    describe: async (model) => (await staging()).describe(modelUrl(model)),
    setHub: async (hub) => (await staging()).setHub(hub),
    close() {
      closed = true
      client?.then(
        (made) => made.close(),
        () => undefined,
      )
    },
  }
}

/** Those of a browser that lacks something. */
export function refusedModels(refuse: () => never): Models {
  const refused = async (): Promise<never> => refuse()
  return {
    library: createStore<LibraryState>(() => UNASKED),
    watch: () => undefined,
    list: refused,
    add: refused,
    addFiles: refused,
    pause: refused,
    remove: refused,
    pin: refused,
    verify: refused,
    describe: refused,
    setHub: refused,
  }
}

/** Resolves when the lock is held, shared with whoever holds it too. It ends with `released`, or with the tab. */
function hold(name: string, released: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = new Promise<void>((end) => {
      if (released.aborted) end()
      released.addEventListener('abort', () => end(), { once: true })
    })
    const holding = (): Promise<void> => {
      resolve()
      return ended
    }
    navigator.locks.request(name, { mode: 'shared' }, holding).catch(reject)
  })
}
