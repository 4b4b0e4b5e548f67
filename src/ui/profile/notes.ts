import type { LeaseView } from '../../host/types'
import { formatBytes } from '../format/bytes'
import { formatMs } from './format-ms'

/** What the bars of a lease do not say, in sentences. */
export function notesOf({ profile, bill, size }: LeaseView): string[] {
  if (profile === undefined) return ['The runner told nothing of this lease: only its phases are known.']
  const { busyMs, peakHeldBytes, sliceBytes, timing, left, spans } = profile
  const ranMs = bill?.ranMs ?? 0
  const notes = [
    ...(ranMs > 0
      ? [
          `The GPU had work for ${Math.round((100 * busyMs) / ranMs)}% of the run. Gaps are JavaScript, or waiting.`,
        ]
      : []),
    `At most ${formatBytes(peakHeldBytes)} of the ${formatBytes(sliceBytes)} of a '${size}' lease were held.`,
  ]
  if (spans.length === 0) notes.push('Its single parts are not kept any more.')
  if (left.spans > 0) notes.push(`${left.spans} more parts, ${formatMs(left.ms)} in all, are not shown.`)
  if (left.passes > 0) notes.push(`${left.passes} more passes were not timed.`)
  if (timing === 'none') notes.push('This GPU offers no timestamp queries: its time cannot be told.')
  if (timing === 'on') notes.push('GPU time is by timestamp queries, which browsers round to 0.1 ms.')
  return [
    ...notes,
    'All below the first line is as the runner tells it; what is charged is measured outside it.',
  ]
}
