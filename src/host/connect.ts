import { runtime } from 'virtual:sublet/runtime'
import { SubletError } from '../protocol/errors'
import { siteUrl } from './site'

/**
 * Opens a port to one of the two SharedWorkers. Their URLs and names are stable across deployments, so that
 * tabs of two versions meet in the same worker and are told so by its protocol number (DESIGN 5).
 */
export function connectWorker(
  worker: 'scheduler' | 'staging',
  fail: (error: SubletError) => void,
): MessagePort {
  const file = runtime.workers[worker]
  const shared = new SharedWorker(siteUrl(file), { name: `sublet-${worker}` })
  shared.addEventListener('error', () =>
    fail(new SubletError('RunnerCrashed', `${file} of this site did not start.`)),
  )
  return shared.port
}
