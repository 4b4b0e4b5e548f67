import { zipDemo } from '../../host/own/zip'
import type { SharedDemo } from '../../host/share/shared-demo'

/** The same zip that own demos download. */
export function zipShared(id: string, { card, sources, texts }: SharedDemo): Blob {
  const files = sources.map(({ path, source }) => ({ path, source, code: '', map: '' }))
  return zipDemo({ id, ...card }, { files, texts })
}
