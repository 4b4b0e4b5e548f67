import { createStore, type StoreApi } from 'zustand/vanilla'
import { isVisible } from '../../host/endpoints'
import type { BlocksSpec, Call, CallState, EventSpec } from '../../host/types'
import { inputsOf } from '../demo/form'
import type { Session } from '../demo/session'
import { sameValue } from '../history/same-value'
import type { Draft } from '../inputs/checked'
import { collectHeld } from './collect-held'
import { createHolding, type Holding } from './holding'
import {
  BY_ITSELF,
  BY_VISITOR,
  type Cause,
  eventsAfter,
  eventsOn,
  eventsOnChanges,
  eventsOnLoad,
  following,
  MOST_STEPS,
  policyOf,
  quietMs,
} from './plan'

export interface BlocksState {
  /** The newest call of each event that has run, by its number; the one that began last is the last. */
  calls: ReadonlyMap<number, Call>
  running: ReadonlySet<number>
  /** By component. */
  canvases: ReadonlyMap<number, HTMLCanvasElement>
  /** Components that stood in the way of what the visitor asked for. */
  tried: ReadonlySet<number>
  /** The event that was not run, at the end of a chain that would have gone on for ever. */
  cut: string | undefined
}

/** A component that stands in the way. */
export type InTheWay = { component: number } | undefined

/**
 * What happens on the page of one `Blocks` demo, and which events that sets off. What the visitor fills in is the
 * session's, and so are the calls; it knows no React.
 */
export interface Blocks {
  readonly state: StoreApi<BlocksState>
  readonly holding: Holding
  /** The visitor fills in a control. */
  fill(component: number, draft: Draft): void
  /** @returns what stands in the way */
  click(button: number): InTheWay
  submit(textbox: number): InTheWay
  /** Skipped while an event of the tick before is under way: they never pile up. */
  tick(timer: number): void
  /** Runs what runs on load, once for each opening of a handler. */
  open(opening: object): void
  /** Runs what the visitor asked for last, by its name: the handler was edited. */
  again(): void
  stop(event: number): void
}

/** An event on its way. */
interface Run {
  readonly number: number
  readonly event: EventSpec
  readonly cause: Cause
  readonly call: Call
  /** What its components held before it gave them anything. */
  readonly before: Map<number, unknown>
  /** What it has given them last. */
  readonly given: Map<number, unknown>
  written: Promise<unknown>
}

export function createBlocks(session: Session): Blocks {
  const { demo } = session
  const state = createStore<BlocksState>(nothing)
  const spec = (): BlocksSpec | undefined => demo.state.getState().spec?.blocks
  const holding = createHolding(session, spec)
  /** Grows when the handler is replaced: what was begun before is not followed any more. */
  let handlers = 0
  const waiting = new Map<number, Cause>()
  const quiet = new Map<number, ReturnType<typeof setTimeout>>()
  let opened: { opening: object; files: unknown } | undefined
  let asked: string | undefined

  demo.state.subscribe(({ files }, before) => {
    if (files !== before.files && before.files !== undefined) forget()
  })

  function forget(): void {
    handlers += 1
    waiting.clear()
    for (const timeout of quiet.values()) clearTimeout(timeout)
    quiet.clear()
    holding.reset()
    state.setState(nothing())
  }

  function fire(number: number, cause: Cause): InTheWay {
    const blocks = spec()
    const event = blocks?.events[number]
    if (blocks === undefined || event === undefined) return
    if (cause.asked) asked = event.name
    if (state.getState().running.has(number)) {
      if (policyOf(event) === 'latest') waiting.set(number, cause)
      return
    }
    if (cause.steps >= MOST_STEPS) {
      state.setState({ cut: event.name })
      return
    }
    const whole = demo.state.getState().spec
    if (whole === undefined) return
    const collected = collectHeld(inputsOf(whole, number), session.state.getState().drafts, holding)
    if (collected.ok) return begin(number, event, cause, collected.values)
    if (!cause.asked) return
    state.setState(({ tried }) => ({ tried: new Set(tried).add(collected.index) }))
    return { component: collected.index }
  }

  function begin(number: number, event: EventSpec, cause: Cause, values: readonly unknown[]): undefined {
    const ticks = event.trigger.type === 'component' && event.trigger.event === 'tick'
    // Ticks would push all else out of the history.
    const { call, canvases } = session.begin(values, { event: number, untold: ticks })
    canvases.state.subscribe((drawn) => showCanvases(event, drawn))
    showCanvases(event, canvases.state.getState())
    const run: Run = {
      number,
      event,
      cause,
      call,
      before: new Map(),
      given: new Map(),
      written: Promise.resolve(),
    }
    state.setState(({ calls, running, tried }) => {
      const others = new Map(calls)
      others.delete(number)
      const stillTried = [...tried].filter((component) => !event.inputs.includes(component))
      return {
        calls: others.set(number, call),
        running: new Set(running).add(number),
        tried: new Set(stillTried),
      }
    })
    follow(run)
  }

  function follow(run: Run): void {
    const mine = handlers
    const hear = (current: CallState) => {
      if (mine !== handlers) return stop()
      if (current.outputs !== undefined) give(run, current.outputs)
      if (current.phase !== 'done' && current.phase !== 'failed') return
      stop()
      // A picture may still be on its way to its control; the handler may be another by then.
      void run.written.then(() => {
        if (mine === handlers) ended(run, current)
      })
    }
    const stop = run.call.state.subscribe(hear)
    hear(run.call.state.getState())
  }

  /** Only what is new: what an event has left as it is may have been changed by the visitor meanwhile. */
  function give(run: Run, outputs: readonly unknown[]): void {
    const shown = run.event.outputs.filter((component) => {
      const known = spec()?.components[component]
      return known !== undefined && isVisible(known)
    })
    for (const [place, component] of shown.entries()) {
      const value = outputs[place]
      if (value === undefined || Object.is(run.given.get(component), value)) continue
      if (!run.before.has(component)) run.before.set(component, holding.of(component))
      run.given.set(component, value)
      run.written = Promise.all([run.written, holding.put(component, value)])
    }
  }

  /** What it has changed is told at its end and not before: of a text that streams in each word would be an event. */
  function ended(run: Run, { error }: CallState): void {
    const blocks = spec()
    const { number, cause, before } = run
    state.setState(({ running }) => ({
      running: new Set([...running].filter((other) => other !== number)),
    }))
    const next = waiting.get(number)
    waiting.delete(number)
    // Whoever stops an event wants nothing that would come of it.
    if (blocks === undefined || error?.code === 'Cancelled') return
    const changed = [...before].flatMap(([component, was]) =>
      sameValue(was, holding.of(component)) ? [] : [component],
    )
    for (const event of eventsOnChanges(blocks, changed, number)) fire(event, following(cause))
    for (const event of eventsAfter(blocks, number, error === undefined)) fire(event, following(cause))
    if (next !== undefined) fire(number, next)
  }

  function showCanvases({ outputs }: EventSpec, drawn: ReadonlyMap<number, HTMLCanvasElement>): void {
    if (drawn.size === 0) return
    state.setState(({ canvases }) => {
      const all = new Map(canvases)
      for (const [output, canvas] of drawn) {
        const component = outputs[output]
        if (component !== undefined) all.set(component, canvas)
      }
      return { canvases: all }
    })
  }

  function visitor(component: number, happening: 'click' | 'submit'): InTheWay {
    const blocks = spec()
    if (blocks === undefined) return
    state.setState({ cut: undefined })
    const ways = eventsOn(blocks, component, happening).map((event) => fire(event, BY_VISITOR))
    return ways.find((way) => way !== undefined)
  }

  return {
    state,
    holding,
    fill(component, draft) {
      const blocks = spec()
      const known = blocks?.components[component]
      if (blocks === undefined || known === undefined) return
      holding.fill(component)
      session.draft(component, draft)
      state.setState(({ tried }) => ({ tried: new Set([...tried].filter((each) => each !== component)) }))
      const events = eventsOn(blocks, component, 'change')
      if (events.length === 0) return
      clearTimeout(quiet.get(component))
      const happens = () => {
        quiet.delete(component)
        state.setState({ cut: undefined })
        for (const event of events) fire(event, BY_ITSELF)
      }
      const wait = quietMs(known.kind)
      if (wait === 0) happens()
      else quiet.set(component, setTimeout(happens, wait))
    },
    click: (button) => visitor(button, 'click'),
    submit: (textbox) => visitor(textbox, 'submit'),
    tick(timer) {
      const blocks = spec()
      if (blocks === undefined) return
      const events = eventsOn(blocks, timer, 'tick')
      if (events.some((event) => state.getState().running.has(event))) return
      holding.tick(timer)
      for (const event of events) fire(event, BY_ITSELF)
    },
    open(opening) {
      const blocks = spec()
      const { files } = demo.state.getState()
      // A runner that crashed and is up again is no opening.
      if (blocks === undefined || (opened?.opening === opening && opened.files === files)) return
      opened = { opening, files }
      for (const event of eventsOnLoad(blocks)) fire(event, BY_ITSELF)
    },
    again() {
      const blocks = spec()
      const number = blocks?.events.findIndex(({ name }) => name === asked) ?? -1
      if (number >= 0) fire(number, BY_VISITOR)
    },
    stop: (event) => {
      waiting.delete(event)
      state.getState().calls.get(event)?.cancel()
    },
  }
}

function nothing(): BlocksState {
  return {
    calls: new Map(),
    running: new Set(),
    canvases: new Map(),
    tried: new Set(),
    cut: undefined,
  }
}

const all = new WeakMap<Session, Blocks>()

/** The same for the same session. */
export function blocksOf(session: Session): Blocks {
  const known = all.get(session)
  if (known !== undefined) return known
  const blocks = createBlocks(session)
  all.set(session, blocks)
  return blocks
}
