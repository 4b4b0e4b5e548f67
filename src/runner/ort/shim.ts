/**
 * What a handler gets for `onnxruntime-web` and `onnxruntime-web/webgpu`: the real module with its session
 * replaced, in the way in which `import spaces` patches torch (DESIGN 3). `Tensor` and `env` are the real ones.
 */
import * as real from 'onnxruntime-web/webgpu'
import { createSession } from './session'

export * from 'onnxruntime-web/webgpu'

export const InferenceSession = { create: createSession }

// biome-ignore lint/style/noDefaultExport: the module that this stands for has one
export default { ...real, InferenceSession }
