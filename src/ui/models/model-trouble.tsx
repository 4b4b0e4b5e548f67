import type { ModelSummary } from '../../host/types'
import { Bar } from '../elements/bar'
import callout from '../elements/callout.module.css'
import { ErrorCard } from '../elements/error-card'
import styles from './model-list.module.css'
import { damageText, standingOf, verificationText } from './standing'
import type { ModelActions } from './use-model-actions'

/** How far it is, what went wrong with it and the way out, and what a verification has found. */
export function ModelTrouble({ model, actions }: { model: ModelSummary; actions: ModelActions }) {
  const { at } = model
  const { bar, text, tone } = standingOf(at)
  const { error, verification } = actions
  return (
    <>
      {bar !== undefined && (
        <div className={styles.progress}>
          <Bar tone={tone} fraction={bar.share ?? 1} busy={bar.share === undefined} />
          <span className="num">{text}</span>
        </div>
      )}
      {at.state === 'failed' && <ErrorCard error={at.error} />}
      {at.state === 'damaged' && (
        <div className={`${callout.bad} ${styles.damaged}`} role="alert">
          <b>Some of its bytes are not those that were downloaded</b>
          <ul>
            {at.damage.map((damage) => (
              <li key={`${damage.path} ${damage.segment}`}>{damageText(damage)}</li>
            ))}
          </ul>
          <p>
            {model.source.startsWith('local:')
              ? 'Add the file again.'
              : 'Repair fetches these parts again; if that fails, delete the model and add it anew.'}
          </p>
        </div>
      )}
      {error !== undefined && <ErrorCard error={error} />}
      {verification !== undefined && (
        <p className={styles.verified} role="status">
          {verificationText(verification)}
        </p>
      )}
    </>
  )
}
