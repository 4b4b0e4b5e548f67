import { createStore, type StoreApi } from 'zustand/vanilla'
import { isVisible } from '../../host/endpoints'
import type { Call, DemoFile, InterfaceSpec } from '../../host/types'
import { collect, type Drafts, inputsOf } from '../demo/form'
import type { Session } from '../demo/session'
import { createStoring } from '../history/storable'
import { digestOf } from './digest'
import { draftsOfRow, isCacheable } from './example-drafts'
import { createResultStore, type ExampleResult, type ResultStore } from './result-store'

export interface ExamplesState {
  /** Rows whose result is kept: to choose one of them costs nothing. */
  cached: ReadonlySet<number>
  /** Why results are not kept or not found now; undefined while the database works. */
  problem: string | undefined
}

/**
 * The example rows of one form, and what came of them. A result is kept once its run is through, for as long as the code
 * of the demo is the same. Whatever the database does, an example can be run.
 */
export interface Examples {
  readonly state: StoreApi<ExamplesState>
  /** Looks up which of these rows have a result. */
  look(rows: readonly number[]): Promise<void>
  /**
   * Fills the form with a row and shows its result, or runs it. Does nothing while a call is under way.
   * @returns the place of the field that stands in the way. Rejects with an `Error` for a picture that cannot be read
   */
  choose(row: number): Promise<number | undefined>
}

/** Where a row's result is, with this code. */
interface Address {
  key: string
  code: string
}

export function createExamples(session: Session, store: ResultStore): Examples {
  const { demo } = session
  const state = createStore<ExamplesState>(() => ({ cached: new Set(), problem: undefined }))
  /** Only the newest choice is followed. */
  let choices = 0
  let codeOf: { files: readonly DemoFile[]; digest: Promise<string> } | undefined

  demo.state.subscribe(({ files }, before) => {
    // Until they are looked up again, no row is known to be free.
    if (files !== before.files) state.setState({ cached: new Set() })
  })

  /** Of all files as they were written; what they were compiled to follows from that. */
  function codeDigest(files: readonly DemoFile[]): Promise<string> {
    if (codeOf?.files !== files) {
      const sources = Object.fromEntries(files.map(({ path, source }) => [path, source]))
      codeOf = { files, digest: digestOf(sources) }
    }
    return codeOf.digest
  }

  async function addressOf(spec: InterfaceSpec, drafts: Drafts): Promise<Address | undefined> {
    const { files } = demo.state.getState()
    const collected = collect(inputsOf(spec), drafts)
    if (files === undefined || !collected.ok || !isCacheable(spec)) return
    const code = await codeDigest(files)
    return { code, key: await digestOf([demo.card.id, code, collected.values]) }
  }

  async function attempt<T>(task: () => Promise<T>): Promise<T | undefined> {
    try {
      const done = await task()
      state.setState({ problem: undefined })
      return done
    } catch (thrown) {
      state.setState({ problem: thrown instanceof Error ? thrown.message : String(thrown) })
      return undefined
    }
  }

  const mark = (rows: readonly number[]) =>
    state.setState(({ cached }) => ({ cached: new Set([...cached, ...rows]) }))

  const isBusy = () => {
    const phase = session.state.getState().call?.state.getState().phase
    return phase === 'waiting' || phase === 'working'
  }

  function show({ specs, outputs }: ExampleResult, drafts: Drafts): void {
    session.refill(drafts, {
      from: 'From the cache',
      specs,
      outputs,
      text: 'cached · nothing was charged',
      tone: 'cool',
      notes: [],
    })
  }

  /** Keeps what the call gives, if it is all of it. */
  function follow(call: Call, spec: InterfaceSpec, address: Address, row: number): void {
    const { files } = demo.state.getState()
    const end = call.state.subscribe(({ phase, outputs, partial }) => {
      if (phase !== 'done' && phase !== 'failed') return
      end()
      // It may have been run by other code, if that was replaced while it waited.
      if (phase === 'failed' || partial || outputs === undefined || demo.state.getState().files !== files)
        return
      const storing = createStoring()
      const kept = outputs.map((value, at) => storing.store(value, `output ${at + 1}`))
      // A result with a part missing is none.
      if (storing.notes.length > 0) return
      const specs = spec.outputs.filter(isVisible)
      const result = { ...address, demo: demo.card.id, bytes: storing.bytes, specs, outputs: kept }
      void attempt(async () => {
        await store.put(result)
        mark([row])
      })
    })
  }

  return {
    state,
    async look(rows) {
      const { spec, files } = demo.state.getState()
      if (spec === undefined || !isCacheable(spec)) return
      const found: number[] = []
      await attempt(async () => {
        for (const row of rows) {
          // One that cannot be read has no result, and says why when it is chosen.
          const drafts = await draftsOfRow(spec, spec.exampleRows?.[row] ?? []).catch(() => ({}))
          const address = await addressOf(spec, drafts)
          if (address !== undefined && (await store.has(address.key))) found.push(row)
        }
      })
      if (demo.state.getState().files === files) mark(found)
    },
    async choose(row) {
      const { spec } = demo.state.getState()
      const values = spec?.exampleRows?.[row]
      if (spec === undefined || values === undefined || isBusy()) return
      choices += 1
      const mine = choices
      const drafts = await draftsOfRow(spec, values)
      const address = await attempt(() => addressOf(spec, drafts))
      const kept = address && (await attempt(() => store.get(address.key)))
      // Meanwhile another was chosen, something was run, or the handler is another.
      if (mine !== choices || isBusy() || demo.state.getState().spec !== spec) return
      if (kept !== undefined) {
        show(kept, drafts)
        mark([row])
        return
      }
      session.refill(drafts, undefined)
      const collected = session.run()
      const { call } = session.state.getState()
      if (collected?.ok === false) return collected.index
      if (address !== undefined && call !== undefined) follow(call, spec, address, row)
      return undefined
    },
  }
}

const all = new WeakMap<Session, Examples>()

/** The same for the same session. */
export function examplesOf(session: Session): Examples {
  const known = all.get(session)
  if (known !== undefined) return known
  const examples = createExamples(session, createResultStore())
  all.set(session, examples)
  return examples
}
