import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Call, type ComponentSpec, type Demo, type DemoFile, isVisible } from '../../host/types'
import type { Tone } from '../elements/tone'
import type { Draft } from '../inputs/checked'
import { draftText } from '../inputs/draft-text'
import { type CallCanvases, createCallCanvases } from './call-canvases'
import { type Collected, collect, type Drafts, draftKey } from './form'
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
  stop(): void
  /**
   * Ends what runs, boots the edited handler, and runs it.
   * @param again how it is run; absent: with what the form holds
   */
  edit(handler: Omit<DemoFile, 'path'>, again?: () => void): void
  reset(): void
  showEditor(editing: boolean): void
  showPanel(panel: SidePanel, open: boolean): void
  /** Fills the form anew, with these and nothing else, and shows what came of it then. */
  refill(drafts: Drafts, past: PastResult | undefined): void
  closePast(): void
}

/** @param onRun is told of each call as it starts */
export function createSession(demo: Demo, onRun: (run: Run) => void = () => {}): Session {
  const state = createStore<SessionState>(() => ({
    drafts: {},
    tried: false,
    call: undefined,
    canvases: createCallCanvases(),
    editing: false,
    panels: { api: false, history: false },
    past: undefined,
    fillings: 0,
  }))
  let boots = 0

  const specs = () => demo.state.getState().spec?.inputs
  const busy = () => {
    const phase = state.getState().call?.state.getState().phase
    return phase === 'waiting' || phase === 'working'
  }

  const run = (given?: readonly unknown[], first?: () => void): Collected | undefined => {
    const inputs = specs()
    if (inputs === undefined || busy()) return
    const collected = collect(inputs, state.getState().drafts, given)
    state.setState({ tried: !collected.ok })
    if (collected.ok) {
      first?.()
      const canvases = createCallCanvases()
      const call = demo.call(collected.values, { canvas: canvases.give })
      call.result.catch(shownFromState)
      state.setState({ call, canvases, past: undefined })
      tell(call, collected.values)
    }
    return collected
  }

  const tell = (call: Call, inputs: readonly unknown[]) => {
    const { spec, edited } = demo.state.getState()
    const specs = {
      inputs: spec?.inputs.filter(isVisible) ?? [],
      outputs: spec?.outputs.filter(isVisible) ?? [],
    }
    const keys =
      spec?.inputs.flatMap((input, index) => (isVisible(input) ? [draftKey(input, index)] : [])) ?? []
    onRun({ demo, call, specs, inputs, keys, drafts: state.getState().drafts, edited, at: Date.now() })
  }

  const stop = () => state.getState().call?.cancel()

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
      const spec = specs()?.[index]
      if (spec === undefined) return
      state.setState(({ drafts }) => ({
        drafts: { ...drafts, [draftKey(spec, index)]: draft },
        tried: false,
      }))
    },
    typed(index) {
      const spec = specs()?.[index]
      return spec === undefined ? '' : draftText(spec, state.getState().drafts[draftKey(spec, index)])
    },
    run,
    stop,
    edit(handler, again = run) {
      stop()
      reboot(demo.edit(handler), again)
    },
    reset() {
      stop()
      reboot(demo.reset(), () => {})
    },
    showEditor: (editing) => state.setState({ editing }),
    showPanel: (panel, open) => state.setState(({ panels }) => ({ panels: { ...panels, [panel]: open } })),
    refill: (drafts, past) =>
      state.setState(({ fillings }) => ({ drafts, past, tried: false, fillings: fillings + 1 })),
    closePast: () => state.setState({ past: undefined }),
  }
}

/** A boot's failure stands in `DemoState.at`, a call's in `CallState.error`: the page shows it from there. */
function shownFromState(): void {}
