/** Where a model that a demo names comes from. */
export interface ModelOrigin {
  /** As the page calls it: `digits`, `org/name`, `example.com/model.onnx`. */
  name: string
  from: 'site' | 'hub' | 'elsewhere' | 'dropped'
}

/** @param named on a card, or in a handler: a path of this site, a hub id, a URL, `local:PATH` */
export function modelOrigin(named: string): ModelOrigin {
  if (named.startsWith('local:')) return { name: named.slice('local:'.length), from: 'dropped' }
  const url = /^https?:/i.test(named) ? URL.parse(named) : null
  if (url !== null && url.host !== 'huggingface.co')
    return { name: `${url.host}${url.pathname}`, from: 'elsewhere' }
  const path = (url?.pathname ?? named.replace(/^hf:/, '')).replace(/^\//, '')
  const [owner = '', name] = path.split('/')
  const own = owner === 'models' || owner === 'sublet' ? name : name === undefined ? owner : undefined
  // Of a hub id there may be a revision, or a data type: `org/name@main:q4`.
  return own === undefined
    ? { name: `${owner}/${name?.replace(/[@:].*$/, '')}`, from: 'hub' }
    : { name: own.replace(/[@:].*$/, ''), from: 'site' }
}

export const ORIGINS: Record<ModelOrigin['from'], string> = {
  site: 'comes with this site, and is fetched from it',
  hub: 'would be downloaded from the Hugging Face hub',
  elsewhere: 'would be downloaded from there',
  dropped: 'a file that you would have to drop in on the Models page',
}
