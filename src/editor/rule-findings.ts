import { runtime } from 'virtual:sublet/runtime'
import * as v from 'valibot'
import { type editor, getTypeScriptWorker } from './monaco'
import type { Facts, Finding } from './rules/rule'

const offset = v.pipe(v.number(), v.integer(), v.minValue(0))

const findingsSchema = v.array(
  v.object({
    rule: v.string(),
    start: offset,
    end: offset,
    severity: v.picklist(['error', 'warning', 'info']),
    message: v.string(),
    fix: v.exactOptional(
      v.object({
        title: v.string(),
        edits: v.array(v.object({ start: offset, end: offset, text: v.string() })),
      }),
    ),
  }),
)

/** What a runner knows by name, less what is its own. */
const IMPORTABLE: readonly string[] = [...Object.keys(runtime.modules), ...runtime.libraries.names].filter(
  (specifier) => !/^[#.]/.test(specifier),
)

/** What the rules say of the model as it is now; asked of the worker, which has its text and its types. */
export async function findRules(model: editor.ITextModel, facts: Facts): Promise<readonly Finding[]> {
  const worker = await (await getTypeScriptWorker())(model.uri)
  // Of our own worker, which Monaco's types do not know.
  const ask: (...args: unknown[]) => Promise<unknown> = Reflect.get(worker, 'getRuleFindings')
  return v.parse(findingsSchema, await ask(model.uri.toString(), facts, IMPORTABLE))
}
