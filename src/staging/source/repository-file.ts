import { SubletError } from '../../protocol/errors'
import type { Hub } from './hub'
import { sourceKey } from './origin'

/** `org/name`, `datasets/org/name`, or a name alone as the first repositories had; a revision; a path. */
const FILE = /^(?!api\/)(?:(?:datasets|spaces)\/)?[^/]+(?:\/[^/]+)?\/(?:resolve|raw)\/[^/]+\/[^?]/

/** A model, or the data beside one, by its path. */
const MODEL = /\.onnx(_data(_\d+)?)?$/

/**
 * Where to ask for a file of the hub.
 * @param head of a model that lies anywhere: what may be staged may be asked for its size
 * @throws SubletError `ModelNotFound` for what is no file of a repository: a handler has no network, but the hub
 */
export function repositoryFileUrl(source: string, hub: Hub, head: boolean): string {
  const url = sourceKey(source, hub)
  if (head && MODEL.test(URL.parse(url)?.pathname ?? '')) return url
  if (url.startsWith(`${hub.base}/`) && FILE.test(url.slice(hub.base.length + 1))) return url
  throw new SubletError('ModelNotFound', `${source} is no file of a repository.`, {
    figures: { url: source },
    wayOut:
      'A handler can fetch files of repositories of the hub, and of models/ of this site; give it others as inputs.',
  })
}
