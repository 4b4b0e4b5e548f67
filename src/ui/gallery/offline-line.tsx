import { useStore } from 'zustand'
import { useRooms } from '../host-context'
import styles from './gallery.module.css'

/** Whether the page would open without a network. */
export function OfflineLine() {
  const { kept, problem } = useStore(useRooms().offline)
  if (problem !== undefined)
    return <p className={styles.foot}>Not stored for use without a network: {problem}</p>
  if (!kept) return null
  return <p className={styles.foot}>Works without a network, with the demos that were opened before.</p>
}
