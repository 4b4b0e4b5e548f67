import { type ChangeEvent, useId } from 'react'
import styles from './add-panel.module.css'
import { type PickedFile, pickedFiles } from './dropped-files'

export function AddFiles({ onFiles }: { onFiles(files: Promise<readonly PickedFile[]>): void }) {
  const id = useId()
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onFiles(Promise.resolve(pickedFiles(target.files ?? [])))
    // So that choosing the same file again is a change again.
    target.value = ''
  }
  return (
    <div className={styles.form}>
      <h2>From your files</h2>
      <div className={styles.drop}>
        <p>
          <b>Drop a model anywhere on this page</b>
        </p>
        <p>One .onnx file with its data files, or a folder.</p>
        <div className={styles.choose}>
          <input id={id} className="unseen" type="file" multiple aria-label="Choose files" onChange={take} />
          <label htmlFor={id}>Choose files</label>
          <input
            id={`${id}-folder`}
            className="unseen"
            type="file"
            aria-label="Choose a folder"
            onChange={take}
            ref={(input) => {
              // React knows no such property.
              if (input !== null) input.webkitdirectory = true
            }}
          />
          <label htmlFor={`${id}-folder`}>Choose a folder</label>
        </div>
      </div>
      <p className={styles.hint}>They stay on this device: nothing is uploaded.</p>
    </div>
  )
}
