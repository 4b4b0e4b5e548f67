import { type ChangeEvent, type ReactNode, useId } from 'react'
import styles from './choose-files.module.css'

interface Props {
  /** What can be dropped, and where. */
  title: string
  /** What it must be. */
  children: ReactNode
  /** The button beside the one for a folder. */
  choose: string
  /** Of that button, as `<input type="file">` has it. */
  accept?: string
  multiple?: boolean
  disabled?: boolean
  /** Never empty. Of a folder they have their path in it (`webkitRelativePath`). */
  onFiles(files: readonly File[]): void
}

/** Says what can be dropped on the page, with buttons for whoever does not drag. */
export function ChooseFiles({ title, children, choose, accept, multiple, disabled, onFiles }: Props) {
  const id = useId()
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])]
    // So that choosing the same again is a change again.
    target.value = ''
    if (files.length > 0) onFiles(files)
  }
  return (
    <div className={styles.drop}>
      <p>
        <b>{title}</b>
      </p>
      <p>{children}</p>
      <div className={styles.choose}>
        <input
          id={id}
          className="unseen"
          type="file"
          aria-label={choose}
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          onChange={take}
        />
        <label htmlFor={id}>{choose}</label>
        <input
          id={`${id}-folder`}
          className="unseen"
          type="file"
          aria-label="Choose a folder"
          disabled={disabled}
          onChange={take}
          ref={(input) => {
            // React knows no such property.
            if (input !== null) input.webkitdirectory = true
          }}
        />
        <label htmlFor={`${id}-folder`}>Choose a folder</label>
      </div>
    </div>
  )
}
