import { useId } from 'react'
import { useStore } from 'zustand'
import { Button } from '../elements/button'
import { Tag } from '../elements/tag'
import styles from './api-panel.module.css'
import { CodeBlock } from './code-block'
import type { Language } from './helpers'
import { recorder, writeSteps } from './recorder'

/** Collects what the visitor runs into one script; it goes on in other demos of this tab. */
export function RecorderBox({ language }: { language: Language }) {
  const heading = useId()
  const { recording, steps } = useStore(recorder.state)
  const count = steps.length === 1 ? '1 run' : `${steps.length} runs`
  return (
    <section className={styles.part} aria-labelledby={heading}>
      <div className={styles.head}>
        <h3 id={heading}>Recorder</h3>
        <div className={styles.buttons}>
          <output className="num">
            {recording ? <Tag tone="bad">recording · {count}</Tag> : steps.length > 0 && count}
          </output>
          {recording ? (
            <Button look="quiet" onClick={recorder.stop}>
              Stop recording
            </Button>
          ) : (
            <Button look="quiet" onClick={recorder.start}>
              Record
            </Button>
          )}
          <Button look="quiet" disabled={steps.length === 0} onClick={recorder.clear}>
            Clear
          </Button>
        </div>
      </div>
      <p className={styles.quiet}>
        Collects the runs that you make in this tab, in any demo, into one script.
      </p>
      {steps.length > 0 && <CodeBlock code={writeSteps(steps, language)} what="the recorded script" />}
    </section>
  )
}
