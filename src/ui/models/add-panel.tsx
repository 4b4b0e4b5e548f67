import { Panel } from '../elements/panel'
import { AddFiles } from './add-files'
import { AddFromHub } from './add-from-hub'
import { AddFromUrl } from './add-from-url'
import styles from './add-panel.module.css'
import { HubSettings } from './hub-settings'
import type { Adding } from './use-adding'

/** The three ways by which a model comes into this browser. */
export function AddPanel({ adding }: { adding: Adding }) {
  return (
    <Panel id="add-model" aria-label="Add a model" className={styles.ways}>
      <div className={styles.way}>
        <AddFromHub onAdd={adding.addSource} />
        <HubSettings />
      </div>
      <AddFromUrl onAdd={adding.addSource} />
      <AddFiles onFiles={adding.addFiles} />
    </Panel>
  )
}
