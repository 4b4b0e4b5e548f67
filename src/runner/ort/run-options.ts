import * as v from 'valibot'
import { SubletError } from '../../protocol/errors'

type Extra = string | number | boolean | { [key: string]: Extra }
const extraSchema: v.GenericSchema<Extra> = v.union([
  v.string(),
  v.number(),
  v.boolean(),
  v.record(
    v.string(),
    v.lazy(() => extraSchema),
  ),
])

const runOptionsSchema = v.looseObject({
  logSeverityLevel: v.optional(v.picklist([0, 1, 2, 3, 4])),
  logVerbosityLevel: v.optional(v.pipe(v.number(), v.integer())),
  tag: v.optional(v.string()),
  extra: v.optional(v.record(v.string(), extraSchema)),
})

/**
 * The options of a run, which come last, after the fetches if there are any. They are checked here because ONNX Runtime
 * stumbles over the weights among its inputs when it refuses an option, and tells of that instead.
 * @throws SubletError `ModelUnsupported`, naming the option
 */
export function checkRunOptions(rest: readonly unknown[], outputs: readonly { name: string }[]): void {
  const options = rest[1] ?? rest[0]
  // Names of outputs, or tensors by them. All else is for ONNX Runtime to refuse, before it looks at the inputs.
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return
  if (options === rest[0] && outputs.some(({ name }) => name in options)) return
  const parsed = v.safeParse(runOptionsSchema, options)
  if (parsed.success) return
  const [issue] = parsed.issues
  const option = v.getDotPath(issue) ?? 'options'
  throw new SubletError('ModelUnsupported', `Run option '${option}': ${issue.message}.`, {
    figures: { option },
    wayOut: 'Leave the option out, or give it a value that it can have.',
  })
}
