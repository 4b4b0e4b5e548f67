import { HUB_URL } from '../../protocol/repository'

/**
 * What an address means to a runner:
 * - `model`: an ONNX file, or the data beside one. Its bytes stay with staging; `model` is the ONNX file.
 * - `file`: any other file of the hub or of this site, which the page has fetched.
 * - `native`: what the browser reads without a network, and what it refuses.
 */
export type Address = { kind: 'model'; model: string } | { kind: 'file'; url: string } | { kind: 'native' }

/** The names that exporters give to the data of a model (`model.onnx_data`, `model.onnx_data_1`). */
const DATA = /_data(_\d+)?$/

/** Paths stay as they stand: they are relative to the site, not to this worker. */
export function addressOf(asked: string): Address {
  const url = URL.parse(asked, 'https://site.invalid/')
  if (url === null || !/^https?:$/.test(url.protocol)) return { kind: 'native' }
  const path = url.pathname.replace(DATA, '')
  if (path.endsWith('.onnx')) {
    // Without it the query or fragment is that of the data; a model has to be found under one name.
    const model = path === url.pathname ? asked : asked.replace(/[?#].*$/, '').replace(DATA, '')
    return { kind: 'model', model }
  }
  const known = url.hostname === 'site.invalid' || url.href.startsWith(`${HUB_URL}/`)
  return known ? { kind: 'file', url: asked } : { kind: 'native' }
}
