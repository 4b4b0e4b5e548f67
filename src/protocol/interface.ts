import * as v from 'valibot'
import { blocksSchema } from './blocks'
import { wrongInBlocks } from './check-blocks'
import { type ComponentKind, type ComponentSpec, componentSchema, line, text } from './component'

export type { BlocksSpec, EventSpec, LayoutNode } from './blocks'
export type { ComponentKind, ComponentSpec } from './component'

/** A function that was wrapped in `GPU(...)`, as the page shows it before a run. */
export const gpuFunctionSchema = v.object({
  name: line,
  /** Seconds, or null when the author's callable decides by the arguments. */
  seconds: v.nullable(v.number()),
  size: v.picklist(['large', 'xlarge']),
  /** As declared; absent: 1 runner for the demo, and as many leases as there are slots. */
  concurrency: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
})
export type GpuFunctionSpec = v.InferOutput<typeof gpuFunctionSchema>

const BLOCKS_ONLY: readonly ComponentKind[] = ['button', 'timer']

export const interfaceSchema = v.pipe(
  v.object({
    title: line,
    description: v.optional(text, ''),
    inputs: v.pipe(v.array(componentSchema), v.maxLength(64)),
    outputs: v.pipe(v.array(componentSchema), v.minLength(1), v.maxLength(64)),
    gpu: v.pipe(v.array(gpuFunctionSchema), v.maxLength(256)),
    /**
     * `chat`: its first input is the message and its second the conversation so far. `blocks`: as `blocks` says; `inputs` and
     * `outputs` are those of its first event. Absent: a form beside its result.
     */
    layout: v.exactOptional(v.picklist(['chat', 'blocks'])),
    blocks: v.exactOptional(
      v.pipe(
        blocksSchema,
        v.rawCheck(({ dataset, addIssue }) => {
          const wrong = dataset.typed ? wrongInBlocks(dataset.value) : undefined
          if (wrong !== undefined) addIssue({ message: wrong })
        }),
      ),
    ),
    /** Of a chat: messages to begin with. */
    examples: v.exactOptional(v.pipe(v.array(text), v.maxLength(32))),
    /** Of a form: values of the inputs that a visitor sees, in their order, by row. */
    exampleRows: v.exactOptional(
      v.pipe(v.array(v.pipe(v.array(v.unknown()), v.maxLength(64))), v.maxLength(64)),
    ),
    /** Of a form: it runs whenever an input changes. */
    live: v.exactOptional(v.boolean()),
  }),
  v.check(
    ({ layout, blocks }) => (layout === 'blocks') === (blocks !== undefined),
    'layout and blocks do not fit',
  ),
  v.check(
    ({ blocks, inputs, outputs }) =>
      blocks !== undefined || ![...inputs, ...outputs].some(({ kind }) => BLOCKS_ONLY.includes(kind)),
    'a Button and a Timer are in Blocks only',
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    const wrong = dataset.typed ? wrongInExamples(dataset.value) : undefined
    if (wrong !== undefined) addIssue({ message: wrong })
  }),
)
export type InterfaceSpec = v.InferOutput<typeof interfaceSchema>

function wrongInExamples({
  inputs,
  exampleRows = [],
}: {
  inputs: readonly ComponentSpec[]
  exampleRows?: readonly (readonly unknown[])[]
}): string | undefined {
  const asked = inputs.filter(({ kind }) => kind !== 'state').length
  for (const [at, { length }] of exampleRows.entries()) {
    if (length === asked) continue
    return `examples.${at}: it has ${length} value(s), and a visitor sees ${asked} input(s): one for each, and none for a State.`
  }
  return undefined
}
