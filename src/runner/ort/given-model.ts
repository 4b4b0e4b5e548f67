import { SubletError } from '../../protocol/errors'
import type { GivenModel } from '../staged'
import type { ExternalFile } from './session-options'

/** URLs that a runner reads itself. */
const READABLE = /^(blob|data):/

/**
 * What has to be staged for a session: a path or URL as it stands, or Blobs.
 * @param externalData is staged beside a model that is named by its path; one given as bytes needs it here
 * @throws SubletError `ModelNotFound` for a Blob that is gone, `ModelUnsupported` for external data by a URL
 */
export async function givenModel(
  model: string | Uint8Array<ArrayBuffer>,
  externalData: readonly ExternalFile[],
): Promise<string | GivenModel> {
  if (typeof model === 'string' && !READABLE.test(model)) return model
  const file = typeof model === 'string' ? await read(model) : new Blob([model])
  return { file, externalData: await Promise.all(externalData.map(externalBlob)) }
}

async function externalBlob(file: ExternalFile): Promise<{ path: string; data: Blob }> {
  // As ONNX Runtime has it: a string is both the path and the URL.
  const { path, data } = typeof file === 'string' ? { path: file, data: file } : file
  if (data instanceof Blob) return { path, data }
  if (data instanceof ArrayBuffer) return { path, data: new Blob([data]) }
  if (typeof data !== 'string') return { path, data: new Blob([data.slice()]) }
  if (READABLE.test(data)) return { path, data: await read(data) }
  throw new SubletError(
    'ModelUnsupported',
    `External data '${path}' is named by a URL, and its model is given as bytes.`,
    {
      figures: { path },
      wayOut:
        "Create the session from the model's URL: its external data is staged beside it. Or give the data as bytes.",
    },
  )
}

async function read(url: string): Promise<Blob> {
  try {
    return await (await fetch(url)).blob()
  } catch (cause) {
    throw new SubletError('ModelNotFound', `${url.slice(0, 100)} cannot be read.`, { cause })
  }
}
