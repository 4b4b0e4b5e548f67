import type { DraftStore } from './store'
import { LOCK_PREFIX } from './write-lock'

/** Deletes the drafts of all demos but this one; not of those that are open for editing now. */
export async function deleteOthers(
  store: DraftStore,
  demo: string,
  prefix = LOCK_PREFIX,
  locks: Pick<LockManager, 'request'> = navigator.locks,
): Promise<void> {
  for (const other of await store.demos()) {
    if (other === demo) continue
    await locks.request(`${prefix}${other}`, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await store.forget(other)
    })
  }
}
