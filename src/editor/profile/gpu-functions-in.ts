import * as v from 'valibot'
import { type editor, getTypeScriptWorker } from '../monaco'

const functionsSchema = v.array(
  v.object({ name: v.string(), at: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
)
/** A function that the model wraps in `GPU`; `at` is the offset of that word. */
export type MarkedFunction = v.InferOutput<typeof functionsSchema>[number]

/** Asked of the worker, which has the tree. Those to which the runner gives a name are left out. */
export async function gpuFunctionsIn(model: editor.ITextModel): Promise<readonly MarkedFunction[]> {
  const worker = await (await getTypeScriptWorker())(model.uri)
  // Of our own worker, which Monaco's types do not know.
  const ask: (...args: unknown[]) => Promise<unknown> = Reflect.get(worker, 'getGpuFunctions')
  return v.parse(functionsSchema, await ask(model.uri.toString()))
}
