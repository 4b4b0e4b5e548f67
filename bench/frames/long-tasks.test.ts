import { expect, test } from 'vitest'
import { eventsOf, mainThread } from './long-tasks.mjs'

const at = { pid: 1, tid: 1, ph: 'X' }
const trace = (...traceEvents: object[]) => eventsOf(Buffer.from(JSON.stringify({ traceEvents })))
const mark = { ...at, ph: 'I', name: 'here', ts: 0 }

test('a task is told with what its thread worked, and its longest parts', () => {
  const task = { ...at, name: 'ThreadControllerImpl::RunTask', ts: 0, dur: 80_000, tdur: 5_000 }
  const data = { functionName: 'draw', url: 'http://x/assets/a.js', columnNumber: 7 }
  const script = { ...at, name: 'FunctionCall', ts: 10, dur: 60_000, tdur: 4_000, args: { data } }
  const short = { ...task, ts: 90_000, dur: 49_000 }
  const other = { ...task, pid: 2 }
  const later = { ...script, ts: 90_001, dur: 100 }
  expect(mainThread(trace(mark, task, script, short, other, later), 'here', 50)).toEqual({
    workMs: 10,
    long: [{ ms: 80, workMs: 5, parts: ['4 ms draw a.js:7'] }],
  })
})

test('a page that has not named itself is a fault of the benchmark', () => {
  expect(() => mainThread(trace(mark), 'there', 50)).toThrow('no page that is called there')
})
