import type { Recorder } from '../profile/recorder'
import { currentRealm } from '../realm'

/** Does the task; the lease that is held has it in its profile. */
export const recorded: Recorder['span'] = (kind, name, task, bytes) =>
  currentRealm().recorder()?.span(kind, name, task, bytes) ?? task()
