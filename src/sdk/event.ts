import type {
  ButtonComponent,
  ChangingComponent,
  EventInput,
  EventOutput,
  TimerComponent,
} from './blocks-components'
import type { TextboxComponent } from './components'
import type { HandlerFunction } from './values'

/** Names that every event carries, so that the runner knows one when it sees one. */
export const EVENT = 'sublet.event'

export interface EventOptions<I extends readonly EventInput[], O extends readonly EventOutput[]> {
  /** Values of these, as they are when the event happens. Default none. */
  inputs?: I
  outputs: O
  /** As of `Interface`. Its name is what people and programs see of the event. */
  fn: HandlerFunction<I, O>
}

/** `component`: something happened to one. `then`: the event before it has ended. */
export type EventTrigger =
  | {
      readonly type: 'component'
      readonly component: EventInput | ChangingComponent
      readonly event: 'click' | 'change' | 'submit' | 'tick'
    }
  | { readonly type: 'load' }
  | { readonly type: 'then'; readonly before: BlocksEvent; readonly succeeded: boolean }

/** What happens when, as `Blocks` takes it. A chain is in `events` when one of its links is. */
export interface BlocksEvent {
  readonly [EVENT]: true
  readonly trigger: EventTrigger
  readonly inputs: readonly EventInput[]
  readonly outputs: readonly EventOutput[]
  readonly fn: (...inputs: never[]) => unknown
  /** The events that wait for its end, in the order in which they were added. */
  readonly after: readonly BlocksEvent[]
  /** Runs when this one has ended, whatever came of it. @returns the new link of the chain */
  then<const I extends readonly EventInput[] = [], const O extends readonly EventOutput[] = []>(
    options: EventOptions<I, O>,
  ): BlocksEvent
  /** Runs when this one has succeeded. @returns the new link of the chain */
  success<const I extends readonly EventInput[] = [], const O extends readonly EventOutput[] = []>(
    options: EventOptions<I, O>,
  ): BlocksEvent
}

/** The visitor presses a button. */
export function click<
  const I extends readonly EventInput[] = [],
  const O extends readonly EventOutput[] = [],
>(button: ButtonComponent, options: EventOptions<I, O>): BlocksEvent {
  return createEvent({ type: 'component', component: button, event: 'click' }, options)
}

/** A value changes: by the visitor, or because another event gave a new one. */
export function change<
  const I extends readonly EventInput[] = [],
  const O extends readonly EventOutput[] = [],
>(component: ChangingComponent, options: EventOptions<I, O>): BlocksEvent {
  return createEvent({ type: 'component', component, event: 'change' }, options)
}

/** The visitor presses Enter in a text field. */
export function submit<
  const I extends readonly EventInput[] = [],
  const O extends readonly EventOutput[] = [],
>(textbox: TextboxComponent, options: EventOptions<I, O>): BlocksEvent {
  return createEvent({ type: 'component', component: textbox, event: 'submit' }, options)
}

/** A timer ticks. */
export function tick<const I extends readonly EventInput[] = [], const O extends readonly EventOutput[] = []>(
  timer: TimerComponent,
  options: EventOptions<I, O>,
): BlocksEvent {
  return createEvent({ type: 'component', component: timer, event: 'tick' }, options)
}

/** The page of the demo is opened. */
export function load<const I extends readonly EventInput[] = [], const O extends readonly EventOutput[] = []>(
  options: EventOptions<I, O>,
): BlocksEvent {
  return createEvent({ type: 'load' }, options)
}

function createEvent<const I extends readonly EventInput[], const O extends readonly EventOutput[]>(
  trigger: EventTrigger,
  { inputs, outputs, fn }: EventOptions<I, O>,
): BlocksEvent {
  const after: BlocksEvent[] = []
  const chained: (succeeded: boolean) => BlocksEvent['then'] = (succeeded) => (options) => {
    // To `await` an event is a mistake, and would wait for ever: it calls this with what settles a promise.
    if (typeof options === 'function') throw new TypeError(NO_PROMISE)
    const next = createEvent({ type: 'then', before: event, succeeded }, options)
    after.push(next)
    return next
  }
  const event: BlocksEvent = {
    [EVENT]: true,
    trigger,
    inputs: inputs ?? [],
    outputs,
    fn,
    after,
    // biome-ignore lint/suspicious/noThenProperty: named as in Gradio, and told apart from a promise's in `chained`
    then: chained(false),
    success: chained(true),
  }
  return event
}

const NO_PROMISE =
  'An event is no promise: give it to Blocks in events, and .then() the next { inputs, outputs, fn }.'
