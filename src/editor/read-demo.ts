import * as v from 'valibot'
import HandlerWorker from './handler.worker?worker'

const read = <T extends v.GenericSchema>(value: T) =>
  v.union([v.object({ value }), v.object({ code: v.string() })])
const place = { path: v.string(), line: v.number() }

/** `DemoFacts` of rules/reading/demo-facts.ts, as it comes from the worker. */
const factsSchema = v.object({
  gpu: v.array(
    v.object({
      ...place,
      name: v.optional(v.string()),
      seconds: read(v.number()),
      size: read(v.picklist(['large', 'xlarge'])),
    }),
  ),
  models: v.array(v.object({ ...place, by: v.string(), name: read(v.string()) })),
  hidden: v.array(v.object({ ...place, code: v.string() })),
})
export type DemoFacts = v.InferOutput<typeof factsSchema>

const LONGEST_MS = 20_000

/**
 * What the sources of a demo declare. They may be made to keep the compiler busy: it has a worker for this alone, which ends with
 * the answer, and after 20 s. Rejects when they cannot be read, and with the signal's reason.
 */
export async function readDemo(
  sources: readonly { path: string; source: string }[],
  signal: AbortSignal,
): Promise<DemoFacts> {
  const worker = new HandlerWorker()
  const answer = Promise.withResolvers<unknown>()
  worker.onmessage = ({ data }) => answer.resolve(data)
  worker.onerror = ({ message }) => answer.reject(new Error(message || 'The compiler could not be loaded.'))
  const late = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)])
  const leave = () => answer.reject(late.reason)
  late.addEventListener('abort', leave)
  try {
    late.throwIfAborted()
    worker.postMessage({ readDemo: sources })
    return v.parse(factsSchema, await answer.promise)
  } finally {
    late.removeEventListener('abort', leave)
    worker.terminate()
  }
}
