import { createStore, type StoreApi } from 'zustand/vanilla'
import { endpointOf, isVisible } from '../../host/endpoints'
import type { Call, ComponentSpec, Demo, DemoContent } from '../../host/types'
import type { Tone } from '../elements/tone'
import type { Draft } from '../inputs/checked'
import { draftText } from '../inputs/draft-text'
import { type CallCanvases, createCallCanvases } from './call-canvases'
import { type Collected, collect, type Drafts, draftKey, fillable, inputsOf } from './form'
import type { Run } from './runs'

export interface SessionState {
  drafts: Drafts
  /** Run was pressed while something was missing. */
  tried: boolean
  /** The last one; its own state says how it stands. */
  call: Call | undefined
  /** What it draws on. */
  canvases: CallCanvases
  editing: boolean
  /** What was edited last; undefined while what the demo comes with runs. */
  edited: DemoContent | undefined
  /** The next runs are to tell their GPU time. */
  timed: boolean
  /** Panels that are open. */
  panels: Readonly<Record<SidePanel, boolean>>
  /** An earlier run, which is shown in place of `call` until the next one. */
  past: PastResult | undefined
  /** How often the form was filled anew: controls that hold something of their own begin again with it. */
  fillings: number
}

export type SidePanel = 'api' | 'history'

/** The result of an earlier run, as it is shown again. */
export interface PastResult {
  /** Where it is from, as its heading: `From the history`. */
  from: string
  specs: readonly ComponentSpec[]
  /** Undefined: it gave nothing. */
  outputs: readonly unknown[] | undefined
  /** How it ended, when, and what it cost, in words. */
  text: string
  tone: Tone
  /** What is not as it was. */
  notes: readonly string[]
}

/** What a visitor does with one demo. Every way to run it comes through here; it knows no React. */
export interface Session {
  readonly demo: Demo
  readonly state: StoreApi<SessionState>
  /** Boots the demo; what goes wrong is told by the demo's own state. */
  open(): void
  draft(index: number, draft: Draft): void
  /** What a text field holds; empty while the demo has not told of it. */
  typed(index: number): string
  /**
   * Starts a call with what the form holds. Does nothing while one is under way.
   * @param given in place of the first inputs
   * @param first is done once nothing stands in its way, before it starts
   */
  run(given?: readonly unknown[], first?: () => void): Collected | undefined
  /**
   * Starts a call beside those that are under way, with inputs that were collected.
   */
  begin(values: readonly unknown[], how?: Beginning): Begun
  /** Ends all that is under way. */
  stop(): void
  /**
   * Ends what runs, boots the edited files, and runs them.
   * @param again how it is run; absent: with what the form holds
   */
  edit(edited: DemoContent, again?: () => void): void
  reset(): void
  showEditor(editing: boolean): void
  showPanel(panel: SidePanel, open: boolean): void
  time(timed: boolean): void
  /** Fills the form anew, with these and nothing else, and shows what came of it then. */
  refill(drafts: Drafts, past: PastResult | undefined): void
  closePast(): void
}

export interface Beginning {
  /** Of Blocks, by its number; absent: the only one of a form. */
  event?: number
  /** A run that nobody will want to look up: it is not told of. */
  untold?: boolean
}

export interface Begun {
  call: Call
  canvases: CallCanvases
}

/** @param onRun is told of each call as it starts */
export function createSession(demo: Demo, onRun: (run: Run) => void = () => {}): Session {
  const state = createStore<SessionState>(() => ({
    drafts: {},
    tried: false,
    call: undefined,
    canvases: createCallCanvases(),
    editing: false,
    edited: undefined,
    timed: false,
    panels: { api: false, history: false },
    past: undefined,
    fillings: 0,
  }))
  let boots = 0

  /** Ended ones go when the next begins. */
  let started: readonly Call[] = []

  const fields = () => {
    const { spec } = demo.state.getState()
    return spec && fillable(spec)
  }
  const busy = () => {
    const { call } = state.getState()
    return call !== undefined && isUnderWay(call)
  }

  const run = (given?: readonly unknown[], first?: () => void): Collected | undefined => {
    const { spec } = demo.state.getState()
    // Blocks have no Run: each of their events is begun by itself.
    if (spec === undefined || spec.blocks !== undefined || busy()) return
    const collected = collect(inputsOf(spec), state.getState().drafts, given)
    state.setState({ tried: !collected.ok })
    if (collected.ok) {
      first?.()
      begin(collected.values)
    }
    return collected
  }

  const begin = (values: readonly unknown[], { event, untold = false }: Beginning = {}): Begun => {
    const canvases = createCallCanvases()
    const call = demo.call(values, {
      canvas: canvases.give,
      ...(event !== undefined && { event }),
      ...(state.getState().timed && { timed: true }),
    })
    call.result.catch(shownFromState)
    started = [...started.filter(isUnderWay), call]
    state.setState({ call, canvases, past: undefined })
    if (!untold) tell(call, values, event)
    return { call, canvases }
  }

  const tell = (call: Call, inputs: readonly unknown[], event: number | undefined) => {
    const { spec, edited } = demo.state.getState()
    if (spec === undefined) return
    const places = inputsOf(spec, event)
    const specs = {
      inputs: places.map((place) => place.spec),
      outputs: endpointOf(spec, event).outputs.filter(isVisible),
    }
    const keys = places.map((place) => draftKey(place.spec, place.index))
    const { drafts } = state.getState()
    onRun({ demo, call, specs, inputs, keys, drafts, event, edited, at: Date.now() })
  }

  const stop = () => {
    for (const call of started) call.cancel()
    started = []
  }

  /** Runs again after a boot, unless a later boot has overtaken it. */
  const reboot = (boot: Promise<unknown>, then: () => void) => {
    boots += 1
    const mine = boots
    boot.then(() => {
      if (mine === boots) then()
    }, shownFromState)
  }

  return {
    demo,
    state,
    open: () => {
      demo.start().catch(shownFromState)
    },
    draft(index, draft) {
      const spec = fields()?.[index]
      if (spec === undefined) return
      state.setState(({ drafts }) => ({
        drafts: { ...drafts, [draftKey(spec, index)]: draft },
        tried: false,
      }))
    },
    typed(index) {
      const spec = fields()?.[index]
      return spec === undefined ? '' : draftText(spec, state.getState().drafts[draftKey(spec, index)])
    },
    run,
    begin,
    stop,
    edit(edited, again = run) {
      stop()
      state.setState({ edited })
      reboot(demo.edit(edited.files, edited.texts), again)
    },
    reset() {
      stop()
      state.setState({ edited: undefined })
      reboot(demo.reset(), () => {})
    },
    showEditor: (editing) => state.setState({ editing }),
    showPanel: (panel, open) => state.setState(({ panels }) => ({ panels: { ...panels, [panel]: open } })),
    time: (timed) => state.setState({ timed }),
    refill: (drafts, past) =>
      state.setState(({ fillings }) => ({ drafts, past, tried: false, fillings: fillings + 1 })),
    closePast: () => state.setState({ past: undefined }),
  }
}

function isUnderWay({ state }: Call): boolean {
  const { phase } = state.getState()
  return phase === 'waiting' || phase === 'working'
}

/** A boot's failure stands in `DemoState.at`, a call's in `CallState.error`: the page shows it from there. */
function shownFromState(): void {}
