import type { RunStats, Spread } from './stats'

/** `queue 12 ms · attach 340 ms (4.2 MB) · run p50 0.41 s, p95 0.48 s · charged 0.50 s`: of the last run, but for the percentiles. */
export function hintText({ runs, queueMs, attachMs, ranMs, chargedMs, bytes }: RunStats): string {
  const attached = bytes > 0 ? ` (${bytesText(bytes)})` : ''
  const ran = runs === 1 ? timeText(ranMs.last) : `p50 ${timeText(ranMs.p50)}, p95 ${timeText(ranMs.p95)}`
  return [
    `queue ${timeText(queueMs.last)}`,
    `attach ${timeText(attachMs.last)}${attached}`,
    `run ${ran}`,
    `charged ${timeText(chargedMs.last)}`,
  ].join(' · ')
}

/** The same in Markdown, with all that is known. */
export function hoverText(name: string, stats: RunStats): string {
  const { runs, queueMs, attachMs, ranMs, chargedMs, bytes, held, idle } = stats
  const row = (title: string, { last, p50, p95 }: Spread): string =>
    `| ${title} | ${timeText(last)} | ${timeText(p50)} | ${timeText(p95)} |`
  const told = [
    `The last run attached ${bytes > 0 ? bytesText(bytes) : 'nothing'}.`,
    ...(held === undefined
      ? []
      : [`At most ${bytesText(held.peakBytes)} of ${bytesText(held.sliceBytes)} were held.`]),
    ...(idle === undefined ? [] : [`The GPU was idle for ${Math.round(100 * idle.share)}% of a run.`]),
  ]
  return [
    `**${escaped(name)}**: ${runs === 1 ? '1 run' : `${runs} runs`} in this tab`,
    [
      '| | last | p50 | p95 |',
      '|---|---:|---:|---:|',
      row('queue', queueMs),
      row('attach', attachMs),
      row('run', ranMs),
      row('charged', chargedMs),
    ].join('\n'),
    told.join(' '),
  ].join('\n\n')
}

export function timeText(ms: number): string {
  if (ms < 9.95) return `${ms.toFixed(1)} ms`
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`
}

function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [size, unit] =
    bytes < 1e6 ? [bytes / 1e3, 'KB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB']
  return `${size < 9.95 ? size.toFixed(1) : Math.round(size)} ${unit}`
}

/** A name is the handler's: it must not become a link. */
function escaped(name: string): string {
  return name.replace(/[^\w$]/g, '\\$&')
}
