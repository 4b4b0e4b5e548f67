import type { Finding } from './rules/rule'

export interface RuleChecksOptions {
  /** What the rules say of the text as it is when it is called. */
  find(): Promise<readonly Finding[]>
  /** The number of the text as it is now; it grows with each edit. */
  version(): number
  /** Called with what was found in the text as it still is. */
  onFound(findings: readonly Finding[]): void
  /** The rules could not be asked. */
  onFailed(cause: unknown): void
  /** Milliseconds without an edit before they are asked. */
  delay: number
}

export interface RuleChecks {
  /** Something changed that they look at: the text, what past runs told, the types that are known. */
  changed(): void
  /** Idempotent. */
  close(): void
}

/** Asks the rules when typing pauses. It knows neither Monaco nor the rules; answers about an older text are dropped. */
export function createRuleChecks(options: RuleChecksOptions): RuleChecks {
  const { find, version, onFound, onFailed, delay } = options
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0

  async function ask(): Promise<void> {
    const [own, asked] = [++latest, version()]
    // While the worker answers, an edit may come, or a newer question, or the end.
    const isStale = (): boolean => own !== latest || asked !== version()
    try {
      const findings = await find()
      if (!isStale()) onFound(findings)
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
