import type { Code } from './code'
import { constantValue } from './functions'
import type { GpuFunction } from './gpu-functions'
import { propertyOf } from './handlers'

/** Seconds of a GPU function that declares none (ZEROGPU.md, Duration). */
const DEFAULT_SECONDS = 60

/** The seconds that every call of it asks for; undefined where a callable decides, or what is declared cannot be read. */
export function secondsOf(code: Code, gpu: GpuFunction): number | undefined {
  if (gpu.opaque) return undefined
  const declared = gpu.options && propertyOf(code, gpu.options, 'duration')
  if (declared === undefined) return DEFAULT_SECONDS
  if (code.ts.isMethodDeclaration(declared)) return undefined
  const value = constantValue(code, declared)
  return code.ts.isNumericLiteral(value) ? Number(value.text) : undefined
}

/** What `xlarge` does to the seconds that are asked for, and to the bill; undefined where the size cannot be read. */
export function sizeFactor(code: Code, gpu: GpuFunction): 1 | 2 | undefined {
  if (gpu.opaque) return undefined
  const declared = gpu.options && propertyOf(code, gpu.options, 'size')
  if (declared === undefined) return 1
  if (code.ts.isMethodDeclaration(declared)) return undefined
  const value = constantValue(code, declared)
  if (!code.ts.isStringLiteralLike(value)) return undefined
  return value.text === 'xlarge' ? 2 : 1
}
