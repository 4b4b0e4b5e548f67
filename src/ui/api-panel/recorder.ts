import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Runs, runs } from '../demo/runs'
import { recordedInputs } from './api-inputs'
import { helperCode, type Language } from './helpers'
import { type ApiInput, helpersOf, writeInputs } from './write-call'
import { quote } from './write-value'

export interface Step {
  demo: string
  title: string
  inputs: readonly ApiInput[]
  /** Of Blocks: the number of the event. */
  event: number | undefined
  /** The handler that ran was edited: the script runs the one that is bundled, or whatever is there then. */
  edited: boolean
}

export interface RecorderState {
  recording: boolean
  /** Oldest first. Kept when it stops. */
  steps: readonly Step[]
}

/** Collects the runs of this tab, in any demo, while it is switched on. It keeps their code, and none of their values. */
export interface Recorder {
  readonly state: StoreApi<RecorderState>
  /** Goes on after the steps that are there. */
  start(): void
  stop(): void
  clear(): void
}

export function createRecorder(heard: Runs): Recorder {
  const state = createStore<RecorderState>(() => ({ recording: false, steps: [] }))
  let end: (() => void) | undefined

  return {
    state,
    start() {
      end ??= heard.listen(({ demo, specs, inputs, event, edited }) => {
        const step: Step = {
          demo: demo.card.id,
          title: demo.card.title,
          inputs: recordedInputs(specs.inputs, inputs),
          event,
          edited,
        }
        state.setState(({ steps }) => ({ steps: [...steps, step] }))
      })
      state.setState({ recording: true })
    },
    stop() {
      end?.()
      end = undefined
      state.setState({ recording: false })
    },
    clear: () => state.setState({ steps: [] }),
  }
}

/** One script that does all steps again, one after the other. */
export function writeSteps(steps: readonly Step[], language: Language): string {
  const helpers = helperCode(helpersOf(steps.flatMap(({ inputs }) => inputs)), language)
  const calls = steps.map(({ demo, title, inputs, event, edited }, index) => {
    const said = edited ? `${title}, recorded with an edited handler` : title
    const options = event === undefined ? '' : `, { event: ${event} }`
    return [
      `// ${index + 1}. ${said.replace(/\s+/g, ' ')}`,
      `const run${index + 1} = await window.sublet.predict(${quote(demo)}, ${writeInputs(inputs)}${options})`,
      `console.log(run${index + 1})`,
    ].join('\n')
  })
  return `${[...helpers, ...calls].join('\n\n')}\n`
}

/** Of this tab. */
export const recorder = createRecorder(runs)
