import { getTypeScriptWorker } from './monaco'

type TypeScriptWorker = Awaited<ReturnType<typeof getTypeScriptWorker>>

const LONGEST_MS = 20_000
const PAUSE_MS = 20

/**
 * The worker that compiles. Monaco sets its language up when it first meets a model of it, and refuses until then; it has
 * no event for that.
 */
export async function typeScriptWorker(): Promise<TypeScriptWorker> {
  const until = performance.now() + LONGEST_MS
  for (;;) {
    try {
      return await getTypeScriptWorker()
    } catch (thrown) {
      if (performance.now() > until) throw thrown
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }
}
