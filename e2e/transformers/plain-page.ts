/** The page without Sublet: Transformers.js as it comes, its hub and its runtime local instead of on the web. */
import { env } from '@huggingface/transformers'
import type { InterfaceDefinition } from '../../src/sdk/interface'

declare global {
  interface Window {
    /** Set before: where models come from, if not from the origin of this page. */
    hub?: string
    /** Runs the handler of a demo; of a generator the last value. */
    plain(demo: string, inputs: readonly unknown[]): Promise<unknown[]>
  }
}

const { origin } = location
env.remoteHost = `${window.hub ?? origin}/`
const { wasm } = env.backends.onnx
if (wasm === undefined) throw new Error('this build of ONNX Runtime Web has no wasm')
// The build that Transformers.js would fetch from its CDN.
wasm.wasmPaths = {
  mjs: `${origin}/ort/ort-wasm-simd-threaded.asyncify.mjs`,
  wasm: `${origin}/ort/ort-wasm-simd-threaded.asyncify.wasm`,
}

window.plain = async (demo, inputs) => {
  const handler: { default: InterfaceDefinition } = await import(`${origin}/plain/${demo}.mjs`)
  const { fn, outputs } = handler.default
  let value: unknown = await Reflect.apply(fn, undefined, inputs)
  if (isIterable(value)) {
    const values = value
    for await (const next of values) value = next
  }
  return outputs.length > 1 && Array.isArray(value) ? value : [value]
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
