import type { GpuFunction } from './reading/gpu-functions'
import type { FunctionFacts, RuleContext } from './rule'

/** Fewer say too little: the first one compiles shaders. */
const ENOUGH_RUNS = 5
/** Above the p95, for what has not been seen yet. */
const MARGIN = 1.3

/** Undefined where there were too few runs to say anything. */
export function factsAbout({ facts }: RuleContext, { name }: GpuFunction): FunctionFacts | undefined {
  if (name === undefined || !Object.hasOwn(facts.functions, name)) return undefined
  const found = facts.functions[name]
  return found !== undefined && found.runs >= ENOUGH_RUNS ? found : undefined
}

/** Whole seconds that a function with this p95 had better declare. */
export function fittingSeconds(p95Seconds: number): number {
  return Math.max(1, Math.ceil(p95Seconds * MARGIN))
}

/** Seconds as a message shows them: two digits, and no more than it needs. */
export function secondsText(seconds: number): string {
  return `${Number(seconds.toPrecision(2))} s`
}

export function gpuName({ name }: GpuFunction): string {
  return name === undefined ? 'This GPU function' : `${name}()`
}
