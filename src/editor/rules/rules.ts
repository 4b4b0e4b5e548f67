import { type ContextOptions, createContext } from './context'
import { cpuInLease } from './cpu-in-lease'
import { durationAboveCap } from './duration-above-cap'
import { fixedStorage } from './fixed-storage'
import { generousDuration } from './generous-duration'
import { gpuAtModuleScope } from './gpu-at-module-scope'
import { gpuCallInLoop } from './gpu-call-in-loop'
import { gpuValueReturned } from './gpu-value-returned'
import { importFallback } from './import-fallback'
import { largeState } from './large-state'
import { lazyModel } from './lazy-model'
import { modelInGpuFunction } from './model-in-gpu-function'
import { mutableGlobal } from './mutable-global'
import { notCloneable } from './not-cloneable'
import { providerWithoutFallback } from './provider-without-fallback'
import type { Finding, Rule } from './rule'
import { staticDuration } from './static-duration'
import { unknownImport } from './unknown-import'
import { xlargeUnneeded } from './xlarge-unneeded'

/** In the order of docs/rules.md. */
export const RULES: readonly Rule[] = [
  modelInGpuFunction,
  lazyModel,
  gpuAtModuleScope,
  providerWithoutFallback,
  importFallback,
  unknownImport,
  gpuCallInLoop,
  generousDuration,
  durationAboveCap,
  staticDuration,
  xlargeUnneeded,
  cpuInLease,
  gpuValueReturned,
  notCloneable,
  largeState,
  mutableGlobal,
  fixedStorage,
]

/** What the rules say of one file, in the order of its text. */
export function checkRules(options: ContextOptions): Finding[] {
  const context = createContext(options)
  return RULES.flatMap((rule) => rule.check(context)).sort((a, b) => a.start - b.start || a.end - b.end)
}
