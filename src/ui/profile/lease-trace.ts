import type { LeaseView } from '../../host/types'
import type { Trace } from '../pool/timeline/trace'
import { lanesOf } from './lanes'

/**
 * Leases in the Trace Event Format, as the Pool's timeline is saved: one process, and in it a thread for each row of the
 * flame view.
 * @param origin when the page's clock was 0, milliseconds since the epoch
 */
export function traceOfLeases(leases: readonly LeaseView[], title: string, origin: number): Trace {
  const begun = Math.min(...leases.map(({ queuedAt }) => queuedAt))
  const threads = new Map<string, number>()
  const events: Trace['traceEvents'] = [
    { ph: 'M', name: 'process_name', pid: 1, tid: 0, args: { name: title } },
  ]
  const threadOf = (name: string): number => {
    const tid = threads.get(name) ?? threads.size + 1
    if (!threads.has(name)) events.push({ ph: 'M', name: 'thread_name', pid: 1, tid, args: { name } })
    threads.set(name, tid)
    return tid
  }
  for (const lease of leases) {
    for (const lane of lanesOf(lease)) {
      for (const { name, from, to, row, detail } of lane.bars) {
        const ts = Math.round((lease.queuedAt - begun + from) * 1000)
        events.push({
          ph: 'X',
          name: lane.name === 'Lease' ? `${name} ${lease.fn}` : name,
          cat: lane.name,
          pid: 1,
          tid: threadOf(row === 0 ? lane.name : `${lane.name} (${row + 1})`),
          ts,
          // To the same microsecond at which the next one begins: events of one thread must not overlap.
          dur: Math.round((lease.queuedAt - begun + to) * 1000) - ts,
          args: { fn: lease.fn, ...(detail !== '' && { detail }) },
        })
      }
    }
  }
  return {
    displayTimeUnit: 'ms',
    traceEvents: events,
    otherData: { source: 'Sublet', startedAt: new Date(origin + begun).toISOString() },
  }
}
