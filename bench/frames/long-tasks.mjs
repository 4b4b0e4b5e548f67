/** What `mainThread` needs of a trace. */
export const CATEGORIES = ['toplevel', 'devtools.timeline', 'blink.user_timing']

/** @param {Buffer} trace as Playwright's `stopTracing` gives it */
export function eventsOf(trace) {
  return JSON.parse(trace.toString()).traceEvents
}

/**
 * What a page's main thread worked, and its long tasks, from a trace of Chromium. By the clock a task is also long when its thread waits
 * for a core, which on a busy machine is most of the time; so what the thread itself worked is told with it.
 * @param {object[]} traceEvents
 * @param {string} mark by which the page has named itself (`performance.mark`)
 * @param {number} least milliseconds by the clock
 * @returns {{ workMs: number, long: { ms: number, workMs: number, parts: string[] }[] }}
 */
export function mainThread(traceEvents, mark, least) {
  const page = traceEvents.find(({ name }) => name === mark)
  if (page === undefined) throw new Error(`the trace knows no page that is called ${mark}`)
  const own = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && pid === page.pid && tid === page.tid)
  const isTask = ({ name }) => name.endsWith('RunTask')
  const tasks = own.filter(isTask)
  const workMs = ({ dur, tdur = dur }) => tdur / 1000
  const long = tasks
    .filter(({ dur }) => dur >= least * 1000)
    .map((task) => ({
      ms: task.dur / 1000,
      workMs: workMs(task),
      parts: own
        .filter((event) => !isTask(event))
        .filter(({ ts, dur }) => ts >= task.ts && ts + dur <= task.ts + task.dur)
        .toSorted((a, b) => b.dur - a.dur)
        .slice(0, 5)
        .map(describe),
    }))
  return { workMs: tasks.reduce((sum, task) => sum + workMs(task), 0), long }
}

function describe({ name, dur, tdur = dur, args }) {
  const { functionName = '', url = '', columnNumber = '' } = args?.data ?? {}
  return `${Math.round(tdur / 1000)} ms ${functionName || name} ${url.split('/').at(-1)}:${columnNumber}`
}
