import * as v from 'valibot'

/**
 * The hub, as handlers and the libraries that they import write it. Where its files really come from is a setting of
 * the visitor (a mirror, say); models under `sublet/` are those of this site.
 */
export const HUB_URL = 'https://huggingface.co'

/** The organisation on the hub whose models ship with this site: `sublet/stories` is its `models/stories/`. */
export const OWN_ORGANISATION = 'sublet'

/**
 * The file of a model in its repository by data type: the names that Transformers.js and Optimum write.
 * @param dtype `fp32`, `q8`, ...: a type that is none names a file that is not there
 */
export function modelFile(dtype = 'fp32'): string {
  const suffix = dtype === 'fp32' ? '' : dtype === 'q8' ? '_quantized' : `_${dtype}`
  return `onnx/model${suffix}.onnx`
}

const status = v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))
const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** A file of a repository as its server answers for it: status 200 with the bytes, or 401, 403, 404 and the like. */
export const repositoryFileSchema = v.object({
  status,
  /** MIME type, as the server says; empty when it does not. */
  type: v.pipe(v.string(), v.maxLength(200)),
  /** Of the whole file; null while the server has not said, and where there is none. */
  bytes: v.nullable(bytes),
  /** Null where only status and size were asked for, and where there is none. */
  body: v.nullable(v.instance(Blob)),
})
export type RepositoryFile = v.InferOutput<typeof repositoryFileSchema>
