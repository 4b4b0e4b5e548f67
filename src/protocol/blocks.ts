import * as v from 'valibot'
import { componentSchema, line } from './component'

/** Parents come before their children, so that a layout is read in one pass and cannot go round in a circle. */
const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(511))
/** Number of an earlier node of the layout; null: at the top. */
const parent = v.nullable(place)
const component = place

/** One node of a layout. Children stand in the order of the list. */
export const layoutNodeSchema = v.variant('type', [
  v.object({ type: v.literal('component'), parent, component }),
  v.object({ type: v.literal('row'), parent }),
  v.object({
    type: v.literal('column'),
    parent,
    /** Share of its row's width, against the columns beside it. */
    scale: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(10)), 1),
  }),
  /** Its children are `tab`s, of which one is seen at a time. */
  v.object({ type: v.literal('tabs'), parent }),
  v.object({ type: v.literal('tab'), parent: place, label: line }),
  v.object({ type: v.literal('accordion'), parent, label: line, open: v.optional(v.boolean(), true) }),
])
export type LayoutNode = v.InferOutput<typeof layoutNodeSchema>

/** What makes an event happen. */
const triggerSchema = v.variant('type', [
  v.object({
    type: v.literal('component'),
    component,
    /** `change`: by the visitor or by another event. `submit`: Enter in a text field. */
    event: v.picklist(['click', 'change', 'submit', 'tick']),
  }),
  /** The page is opened. */
  v.object({ type: v.literal('load') }),
  /** An earlier event has ended; with `succeeded` only when it did. */
  v.object({ type: v.literal('then'), event: place, succeeded: v.boolean() }),
])
export type TriggerSpec = v.InferOutput<typeof triggerSchema>

const eventSchema = v.object({
  /** Of its function, for people and programs. */
  name: line,
  trigger: triggerSchema,
  /** Numbers of components. */
  inputs: v.pipe(v.array(component), v.maxLength(64)),
  outputs: v.pipe(v.array(component), v.minLength(1), v.maxLength(64)),
})
export type EventSpec = v.InferOutput<typeof eventSchema>

/** Components that stand where the author put them, and functions that run when something happens to one. */
export const blocksSchema = v.object({
  components: v.pipe(v.array(componentSchema), v.minLength(1), v.maxLength(256)),
  layout: v.pipe(v.array(layoutNodeSchema), v.maxLength(512)),
  events: v.pipe(v.array(eventSchema), v.minLength(1), v.maxLength(128)),
})
export type BlocksSpec = v.InferOutput<typeof blocksSchema>
