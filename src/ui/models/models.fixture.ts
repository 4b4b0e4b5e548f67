/** Models without staging behind them: tests set the library, and read what was asked for. */
import { createStore } from 'zustand/vanilla'
import type { LibraryState } from '../../host/models'
import type { Library, ModelDetail, ModelSummary, Models } from '../../host/types'

export interface FakeModels extends Models {
  /** What was asked for, in order: `pin local:m.onnx true`. */
  readonly asked: string[]
  /** What the next request rejects with. */
  refusal: unknown
  setLibrary(library: Library): void
}

type Staged = NonNullable<ModelSummary['staged']>

export function fakeModels(library?: Library, details: readonly ModelDetail[] = []): FakeModels {
  const store = createStore<LibraryState>(() => ({ library, error: undefined }))
  const asked: string[] = []
  async function ask(...words: unknown[]): Promise<void> {
    asked.push(words.join(' '))
    const { refusal } = models
    models.refusal = undefined
    if (refusal !== undefined) throw refusal
  }
  const models: FakeModels = {
    asked,
    refusal: undefined,
    library: store,
    setLibrary: (latest) => store.setState({ library: latest }),
    watch: () => undefined,
    list: async () => store.getState().library?.models ?? [],
    add: (model) => ask('add', model),
    async addFiles(files) {
      await ask('addFiles', ...files.map(({ path }) => path))
      return files.filter(({ path }) => path.endsWith('.onnx')).map(({ path }) => `local:${path}`)
    },
    pause: (model) => ask('pause', model),
    remove: (model) => ask('remove', model),
    pin: (model, pinned) => ask('pin', model, pinned),
    async verify(model) {
      await ask('verify', model)
      return { checkedBytes: 163_351, damage: [], repaired: false }
    },
    async describe(model) {
      await ask('describe', model)
      const detail = details.find(({ source }) => source === model)
      if (detail === undefined) throw new Error(`the test gives no details of ${model}`)
      return detail
    },
    setHub: (hub) => ask('setHub', JSON.stringify(hub)),
  }
  return models
}

export function fakeLibrary(models: ModelSummary[], storage: Partial<Library['storage']> = {}): Library {
  const usedBytes = models.reduce((sum, { staged }) => sum + (staged?.bytes ?? 0), 4_000_000)
  return { models, storage: { usedBytes, allowedBytes: 60_000_000_000, persisted: false, ...storage } }
}

export function fakeModel(source: string, parts: Partial<Staged> = {}): ModelSummary {
  const files = parts.files ?? [{ path: 'model.onnx', bytes: 163_351, users: 1 }]
  return {
    source,
    at: { state: 'staged' },
    staged: {
      digest: `digest of ${source}`,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      weightBytes: 157_696,
      tensors: 3,
      about: {
        irVersion: 8,
        opsets: [['', 17]],
        metadata: [['producer_name', 'pytorch']],
        operators: [
          ['Conv', 2],
          ['Relu', 3],
          ['Gemm', 2],
        ],
        dataTypes: [['float32', 161_576]],
      },
      pinned: false,
      inUse: false,
      stagedAt: Date.now() - 3 * 86_400_000,
      usedAt: Date.now() - 7_200_000,
      ...parts,
      files,
    },
  }
}
