import { useState } from 'react'
import { Button } from '../elements/button'
import { TITLE_LENGTH } from './drafts'
import { Frame } from './frame'
import styles from './own-demos.module.css'

interface Props {
  title: string
  onRename(title: string): void
  onClose(): void
  onClosed(): void
}

export function RenameDialog({ title, onRename, onClose, onClosed }: Props) {
  const [name, setName] = useState(title)
  return (
    <Frame title={`Rename ${title}`} onClose={onClose} onClosed={onClosed} small>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '' && name.trim() !== title) onRename(name.trim())
          onClose()
        }}
      >
        <label className={styles.field}>
          <span>Name</span>
          <input
            value={name}
            maxLength={TITLE_LENGTH}
            onChange={(event) => setName(event.target.value)}
            onFocus={(event) => event.target.select()}
          />
        </label>
        <p className={styles.hint}>Its address, #/d/…, stays as it is.</p>
        <div className={styles.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="go" disabled={name.trim() === ''}>
            Rename
          </Button>
        </div>
      </form>
    </Frame>
  )
}
