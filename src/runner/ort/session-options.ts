import * as v from 'valibot'
import { SubletError } from '../../protocol/errors'

const cacheMode = v.exactOptional(v.picklist(['disabled', 'lazyRelease', 'simple', 'bucket']))
/** A tensor of WebNN or WebGL has nowhere to be here. */
const location = v.picklist(['cpu', 'cpu-pinned', 'gpu-buffer'])

const providerSchema = v.looseObject({
  name: v.string(),
  preferredLayout: v.exactOptional(v.picklist(['NCHW', 'NHWC'])),
  forceCpuNodeNames: v.exactOptional(v.array(v.string())),
  validationMode: v.exactOptional(v.picklist(['disabled', 'wgpuOnly', 'basic', 'full'])),
  storageBufferCacheMode: cacheMode,
  uniformBufferCacheMode: cacheMode,
  queryResolveBufferCacheMode: cacheMode,
  defaultBufferCacheMode: cacheMode,
})

const bytes = v.union([v.instance(Blob), v.instance(Uint8Array), v.instance(ArrayBuffer)])
const externalFileSchema = v.union([
  v.string(),
  v.object({ path: v.string(), data: v.union([v.string(), bytes]) }),
])
export type ExternalFile = v.InferOutput<typeof externalFileSchema>

/** As ONNX Runtime checks them itself, which would be under the first lease: too late for whoever wrote them. */
const optionsSchema = v.looseObject({
  executionProviders: v.exactOptional(v.array(v.union([v.string(), providerSchema]))),
  externalData: v.exactOptional(v.array(externalFileSchema)),
  graphOptimizationLevel: v.exactOptional(v.picklist(['disabled', 'basic', 'extended', 'layout', 'all'])),
  executionMode: v.exactOptional(v.picklist(['sequential', 'parallel'])),
  logSeverityLevel: v.exactOptional(v.picklist([0, 1, 2, 3, 4])),
  logVerbosityLevel: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4))),
  freeDimensionOverrides: v.exactOptional(
    v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))),
  ),
  preferredOutputLocation: v.exactOptional(v.union([location, v.record(v.string(), location)])),
  enableGraphCapture: v.exactOptional(v.boolean()),
  extra: v.exactOptional(v.record(v.string(), v.unknown())),
  optimizedModelFilePath: v.exactOptional(
    v.never('the optimized model cannot be written: it is another one here, without its weights'),
  ),
})
type SessionOptions = v.InferOutput<typeof optionsSchema>
export type Provider = NonNullable<SessionOptions['executionProviders']>[number]

/**
 * Options as the handler wrote them, checked before anything is staged. What is not known is left as it is.
 * @throws SubletError `ModelUnsupported`, naming the option
 */
export function readOptions(given: object): SessionOptions {
  const set = Object.entries(given).filter(([, value]) => value !== undefined)
  const parsed = v.safeParse(optionsSchema, Object.fromEntries(set))
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const option = v.getDotPath(issue) ?? 'options'
  throw new SubletError('ModelUnsupported', `Session option '${option}': ${issue.message}.`, {
    figures: { option },
    wayOut: 'Leave the option out, or give it one of the values of docs/onnxruntime-web.md.',
  })
}
