import { memo } from 'react'
import { isVisible } from '../../host/endpoints'
import type { ComponentSpec } from '../../host/types'
import { ErrorBoundary } from '../elements/error-boundary'
import { componentLabel } from '../inputs/component-label'
import { Output } from '../outputs/output'
import styles from './demo-page.module.css'

interface Props {
  specs: readonly ComponentSpec[]
  /** Less `State`s; undefined while there are none. */
  values: readonly unknown[] | undefined
  /** By place in `specs`. */
  canvases: ReadonlyMap<number, HTMLCanvasElement>
  running: boolean
}

/** Memoised: the panel around it is drawn ten times a second while a lease runs. */
export const Outputs = memo(function Outputs({ specs, values, canvases, running }: Props) {
  let place = 0
  return (
    <div className={styles.outputs}>
      {specs.map((spec, index) => {
        if (!isVisible(spec)) return null
        const value = values?.[place++]
        const label = componentLabel(spec)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an output is its place
          <div key={index} className={styles.output}>
            <h3 className={styles.outputName}>{label}</h3>
            <ErrorBoundary what={label}>
              <Output
                label={label}
                spec={spec}
                value={value}
                canvas={canvases.get(index)}
                running={running}
              />
            </ErrorBoundary>
          </div>
        )
      })}
    </div>
  )
})
