import type { Runner } from './runner'

/** Keeps one runner booted ahead of need, so that a demo starts without waiting for a worker (DESIGN 2). */
export interface Spare {
  /** The spare, or a new runner; the next spare is then made. */
  take(): Promise<Runner>
  /** Boots the spare now, if there is none. */
  prepare(): void
  close(): void
}

export function createSpare(spawn: () => Promise<Runner>): Spare {
  let spare: Promise<Runner> | undefined
  let closed = false

  function prepare(): void {
    if (closed || spare !== undefined) return
    const made = spawn()
    spare = made
    const forget = (): void => {
      if (spare === made) spare = undefined
    }
    // One that fails, or ends with its frame, is no error yet: whoever takes a runner next gets a new one.
    made.then((runner) => {
      if (spare === made) runner.listen({ message: () => undefined, died: forget })
    }, forget)
  }

  return {
    prepare,
    async take() {
      const taken = spare ?? spawn()
      spare = undefined
      const runner = await taken
      prepare()
      return runner
    },
    close() {
      closed = true
      // One that failed to boot leaves nothing to end.
      spare?.then(
        (runner) => runner.kill(),
        () => undefined,
      )
      spare = undefined
    },
  }
}
