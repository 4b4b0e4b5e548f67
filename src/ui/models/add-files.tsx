import { ChooseFiles } from '../elements/choose-files'
import styles from './add-panel.module.css'
import { type PickedFile, pickedFiles } from './dropped-files'

export function AddFiles({ onFiles }: { onFiles(files: Promise<readonly PickedFile[]>): void }) {
  return (
    <div className={styles.form}>
      <h2>From your files</h2>
      <ChooseFiles
        title="Drop a model anywhere on this page"
        choose="Choose files"
        multiple
        onFiles={(files) => onFiles(Promise.resolve(pickedFiles(files)))}
      >
        One .onnx file with its data files, or a folder.
      </ChooseFiles>
      <p className={styles.hint}>They stay on this device: nothing is uploaded.</p>
    </div>
  )
}
