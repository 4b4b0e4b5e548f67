import demo from '../demo/demo-page.module.css'
import { Outputs } from '../demo/outputs'
import type { PastResult } from '../demo/session'
import { Button } from '../elements/button'
import { Panel } from '../elements/panel'
import { Tag } from '../elements/tag'
import styles from './history.module.css'
import { Notes } from './notes'

const NO_CANVASES: ReadonlyMap<number, HTMLCanvasElement> = new Map()

/** An earlier result in the place of the result, until something is run or it is put away. */
export function PastPanel({ past, onClose }: { past: PastResult; onClose(): void }) {
  return (
    <Panel aria-label="Result" className={demo.result ?? ''} data-phase="past">
      <div className={demo.resultHead}>
        <h2 className={demo.small}>{past.from}</h2>
        <span className={styles.buttons}>
          <Tag tone={past.tone}>{past.text}</Tag>
          <Button look="quiet" onClick={onClose}>
            Close
          </Button>
        </span>
      </div>
      <Notes notes={past.notes} />
      {past.outputs === undefined ? (
        <p className={demo.nothing}>It gave nothing.</p>
      ) : (
        <Outputs specs={past.specs} values={past.outputs} canvases={NO_CANVASES} running={false} />
      )}
    </Panel>
  )
}
