import type { GpuFunctionSpec, Quota } from '../../host/types'
import { formatClock, formatDeclared } from '../format/time'

/** What a run asks the pool for, in words: `12 s`, `2 × 30 s`, `a time that depends on the input`. */
export function asksFor(gpu: readonly GpuFunctionSpec[]): string {
  const [first, ...others] = gpu
  if (first === undefined) return 'no GPU time'
  if (others.length === 0) return amount(first)
  return gpu.map((fn) => `${amount(fn)} (${fn.name})`).join(', ')
}

/** Why a run would be refused at the door, as far as that is known before it is pressed. */
export function refusalAhead(gpu: readonly GpuFunctionSpec[], quota: Quota): string | undefined {
  const largest = Math.max(0, ...gpu.map(requestedSeconds))
  if (largest > quota.capSeconds) {
    return `${formatDeclared(largest)} is more than one call may ask for, ${formatDeclared(quota.capSeconds)}: it will be refused.`
  }
  if (largest * 1000 > quota.remainingMs) {
    return `${formatDeclared(largest)} is more than the ${formatClock(quota.remainingMs)} that is left: it will be refused.`
  }
  return undefined
}

/** Duration times the size factor; a duration that depends on the input is not known yet and counts nothing. */
function requestedSeconds(fn: GpuFunctionSpec): number {
  return (fn.seconds ?? 0) * (fn.size === 'xlarge' ? 2 : 1)
}

function amount(fn: GpuFunctionSpec): string {
  if (fn.seconds === null) return 'a time that depends on the input'
  return fn.size === 'xlarge' ? `2 × ${formatDeclared(fn.seconds)}` : formatDeclared(fn.seconds)
}

/** The middle one of past runs: one slow first run does not speak for all. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2
}
