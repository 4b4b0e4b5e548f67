/**
 * What a handler gets for `onnxruntime-web` and `onnxruntime-web/webgpu`: the real module with its session
 * replaced, in the way in which `import spaces` patches torch (DESIGN 3). `Tensor` is the real one.
 */
import * as real from 'onnxruntime-web/webgpu'
import { SubletError } from '../../protocol/errors'
import { env } from './env'
import { createSessionFactory } from './session'

export * from 'onnxruntime-web/webgpu'
export { env }

export const InferenceSession = createSessionFactory('webgpu')

/** @throws SubletError `ModelUnsupported`: a backend of another kind would run without a lease */
export function registerBackend(name: string): never {
  throw new SubletError('ModelUnsupported', `Backend '${name}' cannot be registered.`, {
    wayOut: "Use the execution providers 'webgpu' and 'wasm'.",
  })
}

// biome-ignore lint/style/noDefaultExport: the module that this stands for has one
export default { ...real, InferenceSession, env, registerBackend }
