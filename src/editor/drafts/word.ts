import * as v from 'valibot'

/** What tabs tell each other: the draft of a demo is another one now. What it is, they read from the database. */
const wordSchema = v.object({
  type: v.literal('kept'),
  demo: v.string(),
  id: v.number(),
  term: v.number(),
})
export type Word = v.InferOutput<typeof wordSchema>

export interface Words {
  tell(word: Omit<Word, 'type'>): void
  /** Idempotent. */
  close(): void
}

export const WORDS_CHANNEL = 'sublet-drafts'

/** @param onWord is told what other tabs have kept; of their version of the page there may be another one */
export function createWords(onWord: (word: Word) => void, name = WORDS_CHANNEL): Words {
  const channel = new BroadcastChannel(name)
  let closed = false
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const parsed = v.safeParse(wordSchema, data)
    if (parsed.success) onWord(parsed.output)
  }
  return {
    tell(word) {
      if (!closed) channel.postMessage({ type: 'kept', ...word })
    },
    close() {
      closed = true
      channel.close()
    },
  }
}
