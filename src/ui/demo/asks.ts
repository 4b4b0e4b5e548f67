import { type DemoCard, type GpuFunctionSpec, type PoolSnapshot, shareMs } from '../../host/types'
import { formatClock, formatDeclared } from '../format/time'

/** What a run asks the pool for, in words: `12 s`, `2 × 30 s`, `a time that depends on the input`. */
export function asksFor(gpu: readonly GpuFunctionSpec[]): string {
  const [first, ...others] = gpu
  if (first === undefined) return 'no GPU time'
  if (others.length === 0) return amount(first)
  return gpu.map((fn) => `${amount(fn)} (${fn.name})`).join(', ')
}

/** What a call of a demo may be charged to: the visitor's quota, or its share of that where this is less. */
export interface Purse {
  leftMs: number
  /** Prepaid, and only for what is the visitor's own. */
  creditsMs: number
  /** The whole share of a demo of somebody else; undefined where the quota is what counts. */
  shareMs: number | undefined
}

export function purseOf(
  { id, foreign }: Pick<DemoCard, 'id' | 'foreign'>,
  { quota, shares }: Pick<PoolSnapshot, 'quota' | 'shares'>,
): Purse {
  const { creditsMs, limitMs, remainingMs } = quota
  if (!foreign) return { leftMs: remainingMs, creditsMs, shareMs: undefined }
  const share = shareMs(limitMs)
  const leftMs = share - (shares?.find(({ demo }) => demo === id)?.spentMs ?? 0)
  return leftMs < remainingMs
    ? { leftMs, creditsMs: 0, shareMs: share }
    : { leftMs: remainingMs, creditsMs: 0, shareMs: undefined }
}

/** Why a run would be refused at the door, as far as that is known before it is pressed. */
export function refusalAhead(
  gpu: readonly GpuFunctionSpec[],
  { capSeconds }: Pick<PoolSnapshot['quota'], 'capSeconds'>,
  { creditsMs, leftMs, shareMs }: Purse,
): string | undefined {
  const largest = Math.max(0, ...gpu.map(requestedSeconds))
  if (largest > capSeconds) {
    return `${formatDeclared(largest)} is more than one call may ask for, ${formatDeclared(capSeconds)}: it will be refused.`
  }
  if (largest * 1000 > leftMs + creditsMs) {
    const of = shareMs === undefined ? '' : ' of its share'
    return `${formatDeclared(largest)} is more than the ${formatClock(leftMs + creditsMs)} that is left${of}: it will be refused.`
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
