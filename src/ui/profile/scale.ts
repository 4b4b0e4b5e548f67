import type { LeaseView } from '../../host/types'
import { endOf } from './lanes'

/** What is in view, in milliseconds since the lease was asked for. */
export interface View {
  from: number
  to: number
}

const MARKS = 5

/** The whole lease, or its run alone. */
export function viewOf(lease: LeaseView, part: 'lease' | 'run'): View {
  const to = Math.max(0.1, endOf(lease) - lease.queuedAt)
  if (part === 'lease' || lease.startedAt === undefined) return { from: 0, to }
  return { from: Math.min(lease.startedAt - lease.queuedAt, to - 0.1), to }
}

/** Round marks of an axis, since the beginning of what is in view. */
export function marksOf({ from, to }: View): number[] {
  const least = (to - from) / MARKS
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= least) ?? 10 * power
  const marks: number[] = []
  for (let nth = 0; nth * step <= to - from; nth++) marks.push(nth * step)
  return marks
}

/** Where a bar is, in percent of the width; undefined: out of view. */
export function placeOf(bar: View, { from, to }: View): { left: number; width: number } | undefined {
  if (bar.to < from || bar.from > to) return undefined
  const share = (at: number): number => (100 * (Math.min(to, Math.max(from, at)) - from)) / (to - from)
  const left = share(bar.from)
  return { left, width: share(bar.to) - left }
}
