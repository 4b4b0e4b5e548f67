import { formatBytes } from '../format/bytes'
import { FileDrop } from './file-drop'
import styles from './file-drop.module.css'
import type { InputProps } from './input-props'

/** Any file; the handler gets it as it is. */
export function FileInput({ id, label, spec, draft, onDraft, aria }: InputProps<'file'>) {
  const file = draft instanceof File ? draft : undefined
  const what = spec.accept.length === 0 ? 'a file' : `a file (${spec.accept.join(', ')})`
  return (
    <FileDrop
      id={id}
      label={label}
      what={what}
      accept={spec.accept.join(',')}
      aria={aria}
      onFile={onDraft}
      onRemove={() => onDraft(undefined)}
      {...(file && { facts: formatBytes(file.size) })}
    >
      {file && <span className={styles.name}>{file.name}</span>}
    </FileDrop>
  )
}
