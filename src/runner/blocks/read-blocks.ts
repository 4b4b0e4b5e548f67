import * as v from 'valibot'
import { SubletError } from '../../protocol/errors'
import { type GpuFunctionSpec, type InterfaceSpec, interfaceSchema } from '../../protocol/interface'
import { BLOCKS } from '../../sdk/blocks'
import type { Handler } from '../calls/calls'
import { createNumbering } from './numbering'
import { readEvents } from './read-events'
import { readLayout } from './read-layout'

/** What `Blocks()` gives, as far as it can be told at a glance. */
export const blocksDefinitionSchema = v.object({
  [BLOCKS]: v.literal(true),
  title: v.unknown(),
  description: v.optional(v.unknown()),
  layout: v.array(v.unknown()),
  events: v.array(v.unknown()),
})
export type BlocksDefinition = v.InferOutput<typeof blocksDefinitionSchema>

/**
 * Turns components that are known by identity, events that know each other and parts that are nested into lists of plain
 * data that go by number.
 * @param name the entry, as errors call it
 * @throws SubletError `HandlerFailed` that names the place; `NotCloneable` for the value that a State begins with
 */
export function readBlocks(
  { title, description, layout, events }: BlocksDefinition,
  gpu: readonly GpuFunctionSpec[],
  name: string,
): { handlers: readonly Handler[]; spec: InterfaceSpec } {
  const refuse = (wrong: string): SubletError =>
    new SubletError('HandlerFailed', `The Blocks of ${name} are not valid. ${wrong}`)
  const numbering = createNumbering(refuse)
  const nodes = readLayout(layout, numbering, refuse)
  const { specs, handlers } = readEvents(events, numbering, refuse)
  const components = numbering.specs
  const [first] = specs
  if (first === undefined) throw refuse('events: there are none, so that nothing would ever run.')
  const valuesOf = (numbers: readonly number[]) => numbers.map((number) => components[number])
  const parsed = v.safeParse(interfaceSchema, {
    title,
    description,
    inputs: valuesOf(first.inputs),
    outputs: valuesOf(first.outputs),
    gpu,
    layout: 'blocks',
    blocks: { components, layout: nodes, events: specs },
  })
  if (parsed.success) return { handlers, spec: parsed.output }
  // What is said of an event's number is what the author calls it by, too.
  throw refuse(
    parsed.issues
      .map((issue) => `${(v.getDotPath(issue) ?? 'Blocks').replace('blocks.', '')}: ${issue.message}`)
      .join('; '),
  )
}
