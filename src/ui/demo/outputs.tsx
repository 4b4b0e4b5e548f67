import { memo } from 'react'
import type { ComponentSpec } from '../../host/types'
import { ErrorBoundary } from '../elements/error-boundary'
import { componentLabel } from '../inputs/component-label'
import { Output } from '../outputs/output'
import styles from './demo-page.module.css'

interface Props {
  specs: readonly ComponentSpec[]
  values: readonly unknown[]
  /** The call failed after it had given these. */
  partial: boolean
}

/** Memoised: the panel around it is drawn ten times a second while a lease runs. */
export const Outputs = memo(function Outputs({ specs, values, partial }: Props) {
  return (
    <div className={styles.outputs}>
      {partial && <p className={styles.quiet}>What it gave before it failed:</p>}
      {specs.map((spec, index) => {
        const label = componentLabel(spec)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an output is its place
          <div key={index} className={styles.output}>
            <h3 className={styles.outputName}>{label}</h3>
            <ErrorBoundary what={label}>
              <Output label={label} spec={spec} value={values[index]} />
            </ErrorBoundary>
          </div>
        )
      })}
    </div>
  )
})
