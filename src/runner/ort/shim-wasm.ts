/** What a handler gets for `onnxruntime-web/wasm`: a session that names no execution provider runs on the CPU. */

import { createSessionFactory } from './session'
import * as shim from './shim'

export * from './shim'

export const InferenceSession = createSessionFactory('wasm')

// biome-ignore lint/style/noDefaultExport: the module that this stands for has one
export default { ...shim, InferenceSession }
