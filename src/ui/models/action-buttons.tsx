import type { ModelSummary } from '../../host/types'
import { Button, type ButtonProps } from '../elements/button'
import styles from './model-list.module.css'
import type { ModelActions } from './use-model-actions'

interface Props {
  model: ModelSummary
  name: string
  actions: ModelActions
  confirming: boolean
  onDelete(): void
}

/** What can be done with a model as it stands now. */
export function ActionButtons({ model, name, actions, confirming, onDelete }: Props) {
  const { at, staged } = model
  // The name makes each button one of its own to a screen reader.
  const button = (text: string, onClick: () => void, rest: ButtonProps = {}) => (
    <Button look="quiet" aria-label={`${text} ${name}`} onClick={onClick} {...rest}>
      {text}
    </Button>
  )
  return (
    <div className={styles.actions}>
      {at.state === 'downloading' && button('Pause', actions.pause, { disabled: actions.busy })}
      {at.state === 'paused' && button('Resume', actions.resume)}
      {at.state === 'failed' && button('Try again', actions.resume)}
      {at.state === 'damaged' && button('Repair', actions.verify)}
      {at.state === 'staged' && button('Verify', actions.verify)}
      {staged !== undefined &&
        button(staged.pinned ? 'Unpin' : 'Pin', () => actions.pin(!staged.pinned), {
          disabled: actions.busy,
          title: staged.pinned ? 'It may be deleted to make room then' : 'Never delete it to make room',
        })}
      {button('Delete', onDelete, { 'aria-expanded': confirming, disabled: actions.busy })}
    </div>
  )
}
