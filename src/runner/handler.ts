import * as v from 'valibot'
import { crossing } from '../protocol/cloneable'
import { SubletError } from '../protocol/errors'
import { type ComponentSpec, type InterfaceSpec, interfaceSchema } from '../protocol/interface'
import { INTERFACE } from '../sdk/interface'
import { blocksDefinitionSchema, readBlocks } from './blocks/read-blocks'
import type { Handler } from './calls/calls'
import type { GpuFunctions } from './calls/gpu-function'

export { createRecorder } from './profile/recorder'

export interface LoadedHandler {
  /** By the number of their event; an Interface has one. */
  handlers: readonly Handler[]
  spec: InterfaceSpec
}

const interfaceDefinitionSchema = v.looseObject({
  [INTERFACE]: v.literal(true),
  fn: v.function(),
  outputs: v.optional(v.array(v.unknown()), []),
})
type InterfaceDefinition = v.InferOutput<typeof interfaceDefinitionSchema>

/**
 * Reads what a demo's entry exports: sessions and GPU functions have registered themselves then.
 * @param module the entry's namespace
 * @param name the entry, as errors call it
 * @throws SubletError `HandlerFailed` for a module that exports no `Interface` and no `Blocks`, or one that is not valid;
 * `NotCloneable` for the value that a State begins with, and for an example
 */
export function loadHandler(module: unknown, gpu: Pick<GpuFunctions, 'specs'>, name: string): LoadedHandler {
  const made = v.safeParse(v.object({ default: interfaceDefinitionSchema }), module)
  if (made.success) return readInterface(made.output.default, gpu, name)
  const blocks = v.safeParse(v.object({ default: blocksDefinitionSchema }), module)
  if (blocks.success) return readBlocks(blocks.output.default, gpu.specs(), name)
  throw new SubletError('HandlerFailed', `${name} has no default export that is an Interface or Blocks.`, {
    wayOut:
      "End it with: export default Interface({ title, inputs, outputs, fn }), imported from 'sublet', or with Blocks({ title, layout, events }).",
  })
}

function readInterface(
  { fn, ...declared }: InterfaceDefinition,
  gpu: Pick<GpuFunctions, 'specs'>,
  name: string,
): LoadedHandler {
  const parsed = v.safeParse(interfaceSchema, { ...declared, gpu: gpu.specs() })
  if (!parsed.success) throw notAnInterface(name, parsed.issues)
  const { exampleRows: rows, ...spec } = parsed.output
  const wrong = misplaced(spec)
  if (wrong !== undefined)
    throw new SubletError('HandlerFailed', `The Interface of ${name} is not valid. ${wrong}`)
  const inputs = spec.inputs.map(sendable('inputs'))
  const outputs = spec.outputs.map(sendable('outputs'))
  const exampleRows = rows?.map((row, at) =>
    row.map((value, index) => crossing(value, `examples[${at}][${index}]`).value),
  )
  return {
    handlers: [{ fn, outputs, views: declared.outputs }],
    spec: { ...spec, inputs, outputs, ...(exampleRows !== undefined && { exampleRows }) },
  }
}

/** What each component may be by itself, but not where it is. */
function misplaced({ inputs, outputs }: InterfaceSpec): string | undefined {
  const canvas = inputs.findIndex(({ kind }) => kind === 'canvas')
  if (canvas !== -1) return `inputs.${canvas}: a Canvas is drawn on, it can only be an output.`
  const [before, after] = [inputs, outputs].map((all) => all.filter(({ kind }) => kind === 'state').length)
  if (before === undefined || after === undefined || after <= before) return undefined
  return `outputs: ${after} State(s), and only ${before} among the inputs, where the next call would get them.`
}

/** A State's first value goes to the page with the rest. @throws SubletError `NotCloneable`, `GpuValueEscaped` */
function sendable(side: 'inputs' | 'outputs'): (spec: ComponentSpec, index: number) => ComponentSpec {
  return (spec, index) => {
    if (spec.kind !== 'state') return spec
    return { ...spec, initial: crossing(spec.initial, `${side}[${index}].initial`).value }
  }
}

function notAnInterface(name: string, issues: readonly v.BaseIssue<unknown>[]): SubletError {
  const wrong = issues.map((issue) => `${v.getDotPath(issue) ?? 'Interface'}: ${issue.message}`).join('; ')
  return new SubletError('HandlerFailed', `The Interface of ${name} is not valid. ${wrong}`)
}
