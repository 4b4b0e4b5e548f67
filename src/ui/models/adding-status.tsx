import type { ModelSummary } from '../../host/types'
import { Button } from '../elements/button'
import { ErrorCard } from '../elements/error-card'
import styles from './add-panel.module.css'
import { HandlerName } from './handler-name'
import type { Adding } from './use-adding'
import { namingOf } from './use-library'

/** What has become of what was added. */
export function AddingStatus({ adding, models }: { adding: Adding; models: readonly ModelSummary[] }) {
  const { pending, added, error, dismiss } = adding
  // A model that failed says so in its row.
  const told =
    error !== undefined &&
    models.some(({ at }) => at.state === 'failed' && at.error.message === error.error.message)
  const shown = error === undefined || told ? undefined : error.error
  // Always there, so that a screen reader says what comes into it.
  const silent = pending.length === 0 && added.length === 0 && shown === undefined
  return (
    <div className={silent ? 'unseen' : styles.status}>
      <p role="status">
        {pending.length > 0 && `Adding ${pending.join(', ')}. It goes on when you leave this page.`}
        {added.length > 0 && (added.length === 1 ? 'Added 1 model.' : `Added ${added.length} models.`)}
      </p>
      {added.map((source) => (
        <HandlerName key={source} naming={namingOf(source)} />
      ))}
      {shown !== undefined && (
        <ErrorCard error={shown}>
          <Button onClick={dismiss}>Dismiss</Button>
        </ErrorCard>
      )}
    </div>
  )
}
