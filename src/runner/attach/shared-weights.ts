import type { Staged } from '../staged'
import type { Attachments } from './attachments'
import { createResidentWeights, type ResidentWeights } from './resident-weights'

/** One session's part in the weights of its model. */
export interface WeightsUse {
  readonly weights: ResidentWeights
  /** Inside a lease they are streamed at once, by whoever comes first. @throws SubletError `OutOfMemory`, `ModelCorrupt` */
  readonly added: Promise<void>
  /** Idempotent. Frees them when nobody else uses them. */
  end(): Promise<void>
}

/** Weights by the digest of their model: sessions on the same files share buffers, and stream them once. */
export interface SharedWeights {
  use(model: Pick<Staged, 'digest' | 'tensors' | 'files'>): WeightsUse
}

interface Entry {
  weights: ResidentWeights
  added: Promise<void>
  users: number
}

export function createSharedWeights(attachments: Attachments): SharedWeights {
  const entries = new Map<string, Entry>()

  function begin(model: Pick<Staged, 'digest' | 'tensors' | 'files'>): Entry {
    const weights = createResidentWeights(model)
    const entry = { weights, added: attachments.add(weights), users: 0 }
    entries.set(model.digest, entry)
    return entry
  }

  return {
    use(model) {
      const { digest } = model
      const entry = entries.get(digest) ?? begin(model)
      entry.users += 1
      let ended = false
      return {
        weights: entry.weights,
        added: entry.added,
        async end() {
          if (ended) return
          ended = true
          entry.users -= 1
          if (entry.users > 0) return
          if (entries.get(digest) === entry) entries.delete(digest)
          await attachments.remove(entry.weights)
        },
      }
    },
  }
}
