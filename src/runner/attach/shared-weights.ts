import type { Staged } from '../staged'
import type { Attachment, Attachments } from './attachments'
import { createResidentWeights, type ResidentWeights } from './resident-weights'

/** One session's part in the weights of its model. */
export interface WeightsUse {
  readonly weights: ResidentWeights
  /** Idempotent. Frees them when nobody else uses them. */
  end(): Promise<void>
}

/** Weights by the digest of their model: sessions on the same files share buffers, and stream them once. */
export interface SharedWeights {
  use(model: Pick<Staged, 'digest' | 'tensors' | 'files'>): WeightsUse
}

interface Entry {
  weights: ResidentWeights
  /** The same, as it is counted, cooled and dropped. */
  attachment: Attachment
  users: number
}

export function createSharedWeights(attachments: Attachments): SharedWeights {
  const entries = new Map<string, Entry>()

  function begin(model: Pick<Staged, 'digest' | 'tensors' | 'files'>): Entry {
    const weights = createResidentWeights(model)
    // The sessions stream them while they compile: on their own, the weights would keep the compilers waiting.
    const attachment = { ...weights, attach: async () => undefined }
    void attachments.add(attachment)
    const entry = { weights, attachment, users: 0 }
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
        async end() {
          if (ended) return
          ended = true
          entry.users -= 1
          if (entry.users > 0) return
          if (entries.get(digest) === entry) entries.delete(digest)
          await attachments.remove(entry.attachment)
        },
      }
    },
  }
}
