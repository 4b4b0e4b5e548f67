/** What Transformers.js gets for ONNX Runtime: the shim, made to stand one failure beside the next. */
import type { InferenceSessionFactory, InferenceSession as Session } from 'onnxruntime-web/webgpu'
import * as shim from '../ort/shim'
import { failedOutputs, failedSession, NO_SESSION } from './failed'

export * from '../ort/shim'

// Where this is not set, the library sets it to the address of a CDN.
shim.env.wasm.wasmPaths ??= {}

const create: InferenceSessionFactory['create'] = async (...args: unknown[]): Promise<Session> => {
  try {
    return standing(await Reflect.apply(shim.InferenceSession.create, shim.InferenceSession, args))
  } catch (error) {
    return failedSession(NO_SESSION, error)
  }
}

export const InferenceSession = { create }

function standing(session: Session): Session {
  async function run(...args: unknown[]): Promise<Session.ReturnType> {
    try {
      return await Reflect.apply(session.run, session, args)
    } catch (error) {
      return failedOutputs(error)
    }
  }
  return { ...session, run }
}

// biome-ignore lint/style/noDefaultExport: the module that this stands for has one
export default { ...shim, InferenceSession }
