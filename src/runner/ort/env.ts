import * as real from 'onnxruntime-web/webgpu'
import { SubletError } from '../../protocol/errors'
import { currentRealm } from '../realm'
import { warnOnce } from './warn-once'

/** Why a flag changes nothing here, said once; undefined for a value that asks for what is anyway. */
type Reason = (value: unknown) => string | undefined

const always =
  (reason: string): Reason =>
  () =>
    reason
const unless =
  (harmless: unknown, reason: string): Reason =>
  (value) =>
    value === harmless || value === undefined ? undefined : reason

const OWN_RUNTIME = 'the runtime of this site is compiled by the page and handed over'

/** Flags that would lead the engine around the walls, or into them: they are kept for whoever reads them, and no more. */
const WASM: Readonly<Record<string, Reason>> = {
  numThreads: (value) =>
    value === 0 || value === 1 || value === undefined
      ? undefined
      : 'threads need workers and shared memory, which a runner has not',
  simd: unless(true, 'there is one build, with fixed-width SIMD'),
  proxy: unless(false, 'a runner is a worker already'),
  wasmPaths: (value) =>
    value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
      ? undefined
      : OWN_RUNTIME,
  wasmBinary: unless(undefined, OWN_RUNTIME),
  initTimeout: unless(0, 'the page limits how long an attach may take'),
}

const LEASED = 'sessions run on the device of their lease'
const OTHER_BUILD = 'ONNX Runtime Web 1.30 reads it in its JSEP builds only'
const WEBGPU: Readonly<Record<string, Reason>> = {
  device: always(LEASED),
  adapter: always(LEASED),
  powerPreference: unless('high-performance', LEASED),
  forceFallbackAdapter: unless(false, LEASED),
  profiling: always(OTHER_BUILD),
  profilingMode: unless('off', OTHER_BUILD),
  validateInputContent: unless(false, OTHER_BUILD),
}

const WEBGL: Readonly<Record<string, Reason>> = Object.fromEntries(
  ['contextId', 'matmulMaxBatchSize', 'textureCacheMode', 'pack', 'async'].map((flag) => [
    flag,
    always('there is no WebGL backend here'),
  ]),
)

/**
 * The real flags, less those of `reasons`: what a handler sets there is read back, changes nothing, and is said once to
 * do so. So a library that sets flags before its first session works, and nothing that it sets reaches the network.
 *
 * @param computed what is read instead of what was set
 */
function emulated<T extends object>(
  group: string,
  flags: T,
  reasons: Readonly<Record<string, Reason>>,
  computed: Readonly<Record<string, () => unknown>> = {},
): T {
  const set = new Map<PropertyKey, unknown>()
  return new Proxy(flags, {
    get(target, name) {
      const flag = String(name)
      if (flag in computed) return computed[flag]?.()
      return flag in reasons ? set.get(name) : Reflect.get(target, name)
    },
    set(target, name, value) {
      const reason = reasons[String(name)]
      if (reason === undefined) return Reflect.set(target, name, value)
      set.set(name, value)
      const why = reason(value)
      if (why !== undefined) warnOnce(`env.${group}.${String(name)} has no effect here: ${why}.`)
      return true
    },
    has: (target, name) => set.has(name) || Reflect.has(target, name),
  })
}

/** Inside a lease its device, as after the first session of plain ONNX Runtime. */
async function leasedDevice(): Promise<GPUDevice> {
  const lease = currentRealm().lease()
  if (lease !== undefined) return lease.device
  throw new SubletError('GpuNotAttached', 'env.webgpu.device was read where no lease is held.')
}

const profiling = emulated(
  'webgpu.profiling',
  {},
  { mode: unless('off', OTHER_BUILD), ondata: always(OTHER_BUILD) },
)

const groups: Readonly<Record<string, object>> = {
  wasm: emulated('wasm', real.env.wasm, WASM),
  webgl: emulated('webgl', real.env.webgl, WEBGL),
  webgpu: emulated('webgpu', real.env.webgpu, WEBGPU, { device: leasedDevice, profiling: () => profiling }),
}

/** `env` of the shim. Log level, debug, trace and versions are those of ONNX Runtime itself. */
export const env: typeof real.env = new Proxy(real.env, {
  get: (target, name) => groups[String(name)] ?? Reflect.get(target, name),
})
