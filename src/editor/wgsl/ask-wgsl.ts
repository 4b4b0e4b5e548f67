import * as v from 'valibot'
import { editor, Uri } from '../monaco'
import { typeScriptWorker } from '../type-script-worker'
import type { Wgsl } from './find-wgsl'

const offset = v.pipe(v.number(), v.integer(), v.minValue(0))
const pieces = v.array(
  v.object({
    text: v.string(),
    place: v.object({ file: v.string(), start: offset, end: offset }),
    verbatim: v.boolean(),
  }),
)
const wgslSchema = v.object({
  modules: v.array(v.object({ pieces })),
  literals: v.array(v.object({ file: v.string(), start: offset, end: offset, pieces })),
})

/** The models of a demo that have WGSL, or may have it in them. */
export function shaderModels(folder: string): editor.ITextModel[] {
  return editor.getModels().filter((model) => {
    return model.uri.path.startsWith(`/${folder}/`) && ['typescript', 'wgsl'].includes(model.getLanguageId())
  })
}

/**
 * The WGSL of a demo as its models are now; asked of the worker, which has the compiler's tree.
 * @param folder the demo's, in which its models are
 */
export async function askWgsl(folder: string): Promise<Wgsl> {
  const models = shaderModels(folder)
  const scripts = models.filter((model) => model.getLanguageId() === 'typescript')
  const shaders = models.filter((model) => model.getLanguageId() === 'wgsl')
  const worker = await (await typeScriptWorker())(...scripts.map(({ uri }) => uri))
  // Of our own worker, which Monaco's types do not know.
  const ask: (...args: unknown[]) => Promise<unknown> = Reflect.get(worker, 'getWgsl')
  return v.parse(
    wgslSchema,
    await ask(
      Uri.from({ scheme: 'file', path: `/${folder}/` }).toString(),
      models.map(({ uri }) => uri.toString()),
      shaders.map((model) => [model.uri.toString(), model.getValue()]),
    ),
  )
}
