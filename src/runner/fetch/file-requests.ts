import { fromWire } from '../../protocol/errors'
import type { RepositoryFile } from '../../protocol/repository'
import type { FromRunner, ToRunner } from '../../protocol/runner'
import { createPending } from '../calls/pending'

/** What a runner asks the page for that is no model: the page has the network, a runner has none. */
export interface FileRequests {
  /** @throws SubletError as the host refuses one */
  file(url: string, head: boolean): Promise<RepositoryFile>
  fetched(message: Extract<ToRunner, { type: 'fetched' }>): void
  notFetched(message: Extract<ToRunner, { type: 'notFetched' }>): void
}

export function createFileRequests(post: (message: FromRunner) => void): FileRequests {
  const pending = createPending<RepositoryFile>()
  let requests = 0
  return {
    file(url, head) {
      const request = `${++requests}`
      const fetched = pending.open(request)
      post({ type: 'file', request, url, head })
      return fetched
    },
    fetched: ({ request, file }) => pending.resolve(request, file),
    notFetched: ({ request, error }) => pending.reject(request, fromWire(error)),
  }
}
