import type { Origins } from './origins'

/** In words: what kind of error the browser says that it is. */
export function errorKind(error: GPUError): string {
  if (error instanceof GPUValidationError) return 'validation error'
  return error instanceof GPUOutOfMemoryError ? 'out of memory' : 'internal error'
}

/** For the log: the kind, the browser's words, and where the objects were made that it names. */
export function describeGpuError(error: GPUError, origins: Origins): string {
  const made = origins.named(error.message)
  return [`WebGPU, ${errorKind(error)}: ${error.message}`, ...made].join('\n')
}
