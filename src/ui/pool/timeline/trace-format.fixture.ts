import type { Trace, TraceEvent } from './trace'

type Complete = Extract<TraceEvent, { ph: 'X' }>

/**
 * What is wrong with a trace by the Trace Event Format: times that are no whole microseconds, processes and threads without
 * a name, and events of one thread that overlap without one being inside the other.
 */
export function faultsOf({ traceEvents }: Trace): string[] {
  const names = new Set(
    traceEvents.flatMap(({ ph, name, pid, tid, args }) =>
      ph === 'M' && typeof args.name === 'string' && args.name !== '' ? [`${name} ${pid}/${tid}`] : [],
    ),
  )
  const complete = traceEvents.flatMap((event) => (event.ph === 'X' ? [event] : []))
  const faults = complete.flatMap((event) => {
    const { pid, tid, ts, dur } = event
    return [
      ...([pid, tid].every((id) => Number.isInteger(id) && id > 0) ? [] : ['an id is no whole number']),
      ...(Number.isInteger(ts) && ts >= 0 ? [] : ['its ts is no whole number of microseconds']),
      ...(Number.isInteger(dur) && dur >= 0 ? [] : ['its dur is no whole number of microseconds']),
      ...(names.has(`process_name ${pid}/0`) ? [] : ['its process has no name']),
      ...(names.has(`thread_name ${pid}/${tid}`) ? [] : ['its thread has no name']),
    ].map((fault) => `${nameOf(event)}: ${fault}`)
  })
  const threads = new Map<string, Complete[]>()
  for (const event of complete) {
    const key = `${event.pid}/${event.tid}`
    threads.set(key, [...(threads.get(key) ?? []), event])
  }
  return [...faults, ...[...threads.values()].flatMap(overlaps)]
}

function overlaps(events: readonly Complete[]): string[] {
  const open: Complete[] = []
  const faults: string[] = []
  for (const event of events.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    while (open.length > 0 && endOf(open.at(-1)) <= event.ts) open.pop()
    const around = open.at(-1)
    if (around !== undefined && endOf(event) > endOf(around)) {
      faults.push(`${nameOf(event)}: overlaps ${around.name}`)
    }
    open.push(event)
  }
  return faults
}

function endOf(event: Complete | undefined): number {
  return event === undefined ? 0 : event.ts + event.dur
}

function nameOf({ pid, tid, name }: Complete): string {
  return `${pid}/${tid} ${name}`
}
