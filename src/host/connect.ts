import { runtime } from 'virtual:sublet/runtime'
import { SubletError } from '../protocol/errors'
import { joinLobby } from '../protocol/lobby'
import type { MessageEndpoint } from '../protocol/port'
import { siteUrl } from './site'

type Named = 'scheduler' | 'staging'

/** Without SharedWorker: this tab's own workers. They live as long as the page. */
const own = new Map<Named, Worker>()

/**
 * Opens a port to one of the two SharedWorkers. Their URLs and names are stable across deployments, so that
 * tabs of two versions meet in the same worker and are told so by its protocol number (DESIGN 5).
 *
 * Where there is no SharedWorker, each tab runs the same script in a worker of its own. Those of a kind elect one, and
 * the port leads there, in whichever tab it is.
 */
export function connectWorker(worker: Named, fail: (error: SubletError) => void): MessageEndpoint {
  const file = runtime.workers[worker]
  const name = `sublet-${worker}`
  const failed = (): void => fail(new SubletError('RunnerCrashed', `${file} of this site did not start.`))
  if ('SharedWorker' in window) {
    try {
      const shared = new SharedWorker(siteUrl(file), { name })
      shared.addEventListener('error', failed)
      return shared.port
    } catch (thrown) {
      // Firefox throws where it gives a frame of another site no storage; the page can still say so.
      if (!(thrown instanceof DOMException) || thrown.name !== 'SecurityError') throw thrown
      queueMicrotask(() =>
        fail(new SubletError('GpuUnavailable', `This browser refuses ${file}: ${thrown.message}`)),
      )
      return new MessageChannel().port1
    }
  }
  const known = own.get(worker)
  const dedicated = known ?? new Worker(siteUrl(file), { name })
  own.set(worker, dedicated)
  dedicated.addEventListener('error', failed)
  return joinLobby(name)
}
