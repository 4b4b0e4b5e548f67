import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call, Demo, DemoFile } from '../../host/types'
import type { Draft } from '../inputs/checked'
import { type CallCanvases, createCallCanvases } from './call-canvases'
import { type Collected, collect, type Drafts, draftKey } from './form'

export interface SessionState {
  drafts: Drafts
  /** Run was pressed while something was missing. */
  tried: boolean
  /** The last one; its own state says how it stands. */
  call: Call | undefined
  /** What it draws on. */
  canvases: CallCanvases
  editing: boolean
}

/** What a visitor does with one demo. Every way to run it comes through here; it knows no React. */
export interface Session {
  readonly demo: Demo
  readonly state: StoreApi<SessionState>
  /** Boots the demo; what goes wrong is told by the demo's own state. */
  open(): void
  draft(index: number, draft: Draft): void
  /** Starts a call with what the form holds. Does nothing while one is under way. */
  run(): Collected | undefined
  stop(): void
  /** Ends what runs, boots the edited handler, and runs it with what the form holds. */
  edit(handler: Omit<DemoFile, 'path'>): void
  reset(): void
  showEditor(editing: boolean): void
}

export function createSession(demo: Demo): Session {
  const state = createStore<SessionState>(() => ({
    drafts: {},
    tried: false,
    call: undefined,
    canvases: createCallCanvases(),
    editing: false,
  }))
  let boots = 0

  const specs = () => demo.state.getState().spec?.inputs
  const busy = () => {
    const phase = state.getState().call?.state.getState().phase
    return phase === 'waiting' || phase === 'working'
  }

  const run = (): Collected | undefined => {
    const inputs = specs()
    if (inputs === undefined || busy()) return
    const collected = collect(inputs, state.getState().drafts)
    state.setState({ tried: !collected.ok })
    if (collected.ok) {
      const canvases = createCallCanvases()
      const call = demo.call(collected.values, { canvas: canvases.give })
      call.result.catch(shownFromState)
      state.setState({ call, canvases })
    }
    return collected
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
    run,
    stop,
    edit(handler) {
      stop()
      reboot(demo.edit(handler), run)
    },
    reset() {
      stop()
      reboot(demo.reset(), () => {})
    },
    showEditor: (editing) => state.setState({ editing }),
  }
}

/** A boot's failure stands in `DemoState.at`, a call's in `CallState.error`: the page shows it from there. */
function shownFromState(): void {}
