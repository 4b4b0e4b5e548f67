import { SubletError } from '../../protocol/errors'
import type { Provider } from './session-options'

/** Where a session runs: on the leased GPU, or on the CPU of the runner. */
export type Place = 'webgpu' | 'wasm'

export interface Choice {
  place: Place
  /** What the handler gave for WebGPU besides its name. */
  webgpu: Record<string, unknown>
  /** Named and not offered; plain ONNX Runtime leaves them out with a warning as well. */
  left: readonly string[]
}

/** @param fallback where a session goes that names none */
export function choosePlace(providers: readonly Provider[], fallback: Place): Choice {
  const names = providers.map(nameOf)
  const gpu = providers.find((provider) => nameOf(provider) === 'webgpu')
  const webgpu = typeof gpu === 'object' ? { ...gpu } : {}
  const left = names.filter((name) => !OFFERED.has(name))
  if (names.length === 0) return { place: fallback, webgpu, left }
  if (gpu !== undefined) return { place: 'webgpu', webgpu, left }
  if (left.length < names.length) return { place: 'wasm', webgpu, left }
  const asked = names.join(', ')
  throw new SubletError('ModelUnsupported', `Execution provider '${asked}' is not offered.`, {
    figures: { asked },
    wayOut: "Use 'webgpu', which runs under a lease, or 'wasm' (also called 'cpu'), which needs none.",
  })
}

const OFFERED = new Set(['webgpu', 'wasm', 'cpu'])

function nameOf(provider: Provider): string {
  return typeof provider === 'string' ? provider : provider.name
}
