import type { Code } from './reading/code'
import { readGpuFunctions } from './reading/gpu-functions'
import { readHandlers } from './reading/handlers'
import type { Facts, RuleContext } from './rule'

export interface ContextOptions extends Code {
  facts: Facts
  importable: readonly string[]
}

/** Reads once what every rule asks for. */
export function createContext(options: ContextOptions): RuleContext {
  const gpuFunctions = readGpuFunctions(options)
  return { ...options, gpuFunctions, handlers: readHandlers(options, gpuFunctions) }
}
