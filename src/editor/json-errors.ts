import * as v from 'valibot'
import type { CompileError } from './compile'
import { type editor, getJsonWorker } from './monaco'

const ERROR = 1
const foundSchema = v.array(
  v.object({
    message: v.string(),
    severity: v.optional(v.number()),
    range: v.object({ start: v.object({ line: v.number(), character: v.number() }) }),
  }),
)

/**
 * What keeps a text from being JSON, as the runner takes it.
 * @param model of the text in the editor, whose JSON worker says where it is
 */
export async function jsonErrors(
  source: string,
  model: editor.ITextModel | undefined,
): Promise<readonly CompileError[]> {
  try {
    JSON.parse(source)
    return []
  } catch (thrown) {
    const said = { line: 1, column: 1, message: thrown instanceof Error ? thrown.message : String(thrown) }
    const found = model?.getLanguageId() === 'json' ? await placesIn(model) : []
    return found.length > 0 ? found : [said]
  }
}

async function placesIn(model: editor.ITextModel): Promise<CompileError[]> {
  const worker = await (await getJsonWorker())(model.uri)
  // What the worker has besides what Monaco declares.
  const ask: (uri: string) => Promise<unknown> = Reflect.get(worker, 'doValidation')
  return v
    .parse(foundSchema, await ask(model.uri.toString()))
    .filter(({ severity = ERROR }) => severity === ERROR)
    .map(({ message, range: { start } }) => ({ line: start.line + 1, column: start.character + 1, message }))
}
