import { Button } from '../elements/button'
import type { Imported } from './import-demo'
import { Lines } from './lines'
import styles from './own-demos.module.css'

/** What a visitor should know of a demo that was taken. */
export function ImportReport({
  imported: { card, files, told, left, errors },
  onOpen,
}: {
  imported: Imported
  onOpen(editing: boolean): void
}) {
  return (
    <div className={styles.report}>
      <p role="status">
        <b>
          <span aria-hidden="true">{card.emoji}</span> {card.title}
        </b>{' '}
        is imported, <span className="num">{files}</span> {files === 1 ? 'file' : 'files'}.
      </p>
      <Lines
        head={`${errors.length} type ${errors.length === 1 ? 'error' : 'errors'}; it may run all the same.`}
        lines={errors.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message}`)}
      />
      <Lines head="Its card does not say all:" lines={told} />
      <Lines head="Not taken:" lines={left.map(({ path, why }) => `${path}: ${why}`)} />
      <div className={styles.buttons}>
        <Button onClick={() => onOpen(true)}>Open in the editor</Button>
        <Button look="go" onClick={() => onOpen(false)}>
          Open the demo
        </Button>
      </div>
    </div>
  )
}
