import type { InferenceSession } from 'onnxruntime-web/webgpu'

/**
 * Transformers.js 4.3 puts every `run` and every `create` behind the one before it and never catches: one that rejects
 * would fail all that follow. What fails resolves here, with a value that throws the error at the first use, which is in
 * the very call that asked.
 */

/** For `run`: the library walks the outputs by their names. */
export function failedOutputs(error: unknown): InferenceSession.ReturnType {
  return new Proxy(
    {},
    {
      ownKeys() {
        throw error
      },
    },
  )
}

/** For `create`: the library notes the configuration of the session on it. */
export function failedSession(session: InferenceSession, error: unknown): InferenceSession {
  return new Proxy(session, {
    set() {
      throw error
    },
  })
}

/** What stands where there is no session. */
export const NO_SESSION: InferenceSession = {
  run: () => Promise.reject(new Error('the session was not created')),
  release: async () => undefined,
  startProfiling: () => undefined,
  endProfiling: () => undefined,
  inputNames: [],
  outputNames: [],
  inputMetadata: [],
  outputMetadata: [],
}
