import { SubletError } from '../../protocol/errors'
import { siteUrl } from '../site'
import type { SiteFile } from './manifest'
import type { ZipEntry } from './zip'

/** What does not get smaller: weights and pictures. */
const COMPRESSED = /\.(onnx|onnx_data(_\d+)?|safetensors|png|jpe?g|webp|woff2)$/

/** A file of this site, as it is served: from the network, or from where the service worker keeps it. */
export function siteEntry({ path, bytes }: Pick<SiteFile, 'path' | 'bytes'>): ZipEntry {
  return {
    path,
    bytes,
    stored: isStored(path),
    async open(signal) {
      const response = await ask(path, signal)
      if (!response.ok) throw missing(path, `answered ${response.status}`)
      if (response.body === null) throw missing(path, 'has no content')
      return response.body.pipeThrough(exactly(path, bytes))
    },
  }
}

export function isStored(path: string): boolean {
  return COMPRESSED.test(path)
}

async function ask(path: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(siteUrl(path), { signal })
  } catch (cause) {
    if (signal.aborted) throw cause
    throw missing(path, 'could not be fetched', cause)
  }
}

/** A start page in its place, or another version of it, has another length. */
function exactly(
  path: string,
  bytes: number,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let found = 0
  return new TransformStream({
    transform(piece, out) {
      found += piece.length
      out.enqueue(piece)
    },
    flush() {
      if (found !== bytes) throw missing(path, `has ${found} bytes in place of ${bytes}`)
    },
  })
}

function missing(path: string, what: string, cause?: unknown): SubletError {
  return new SubletError('ExportRefused', `${path} of this site ${what}: without it there is no export.`, {
    cause,
    figures: { path },
    wayOut:
      'Reload the page, and take the update if it offers one. Without a network only what was used before is there.',
  })
}
