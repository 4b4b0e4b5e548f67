import type { InferenceSession, InferenceSessionFactory } from 'onnxruntime-web/webgpu'
import { currentRealm } from '../realm'
import { openCpuSession } from './cpu-session'
import { givenModel } from './given-model'
import { openGpuSession } from './gpu-session'
import { readModelArgument } from './model-argument'
import { choosePlace, type Place } from './providers'
import { readOptions } from './session-options'
import { asSession } from './session-parts'
import { warnOnce } from './warn-once'

/**
 * `InferenceSession` of the shim. `create` registers a model for the GPU and returns at once when it is staged: the real
 * session is made under a lease. A session on the CPU is there at once.
 * @param fallback where a session goes that names no execution provider
 */
export function createSessionFactory(fallback: Place): InferenceSessionFactory {
  async function create(...args: unknown[]): Promise<InferenceSession> {
    const { model, options: given } = readModelArgument(args)
    const { executionProviders = [], externalData = [], ...options } = readOptions(given)
    const { place, webgpu, left } = choosePlace(executionProviders, fallback)
    for (const name of left) {
      warnOnce(`removing requested execution provider "${name}": it is not offered here`)
    }
    const name = typeof model === 'string' ? model : 'a model given as bytes'
    const staged = await currentRealm().stage(await givenModel(model, externalData))
    const parts =
      place === 'webgpu'
        ? await openGpuSession(name, staged, options, webgpu)
        : await openCpuSession(name, staged, options)
    return asSession(staged, options.freeDimensionOverrides ?? {}, parts)
  }
  return { create }
}
