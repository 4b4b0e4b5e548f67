export interface RuleChecksOptions<Answer> {
  /** Asks about the texts as they are when it is called. */
  find(): Promise<Answer>
  /** The number of the texts as they are now; it grows with each edit. */
  version(): number
  /** Called with what was found in the texts as they still are. */
  onFound(answer: Answer): void
  /** It could not be asked. */
  onFailed(cause: unknown): void
  /** Milliseconds without an edit before it is asked. */
  delay: number
}

export interface RuleChecks {
  /** Something changed that is looked at: a text, what past runs told, the types that are known. */
  changed(): void
  /** Idempotent. */
  close(): void
}

/** Asks when typing pauses. It knows neither Monaco nor who answers; answers about older texts are dropped. */
export function createRuleChecks<Answer>(options: RuleChecksOptions<Answer>): RuleChecks {
  const { find, version, onFound, onFailed, delay } = options
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0

  async function ask(): Promise<void> {
    const [own, asked] = [++latest, version()]
    // While the worker answers, an edit may come, or a newer question, or the end.
    const isStale = (): boolean => own !== latest || asked !== version()
    try {
      const answer = await find()
      if (!isStale()) onFound(answer)
    } catch (cause) {
      if (!isStale()) onFailed(cause)
    }
  }

  return {
    changed() {
      clearTimeout(timer)
      timer = setTimeout(() => void ask(), delay)
    },
    close() {
      clearTimeout(timer)
      latest = Number.POSITIVE_INFINITY
    },
  }
}
