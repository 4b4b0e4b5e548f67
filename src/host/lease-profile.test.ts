import { expect, test } from 'vitest'
import { readProfile } from './lease-profile'

const told = {
  startedAt: 30,
  endedAt: 130,
  busyMs: 60,
  peakHeldBytes: 500,
  timing: 'off',
  spans: [
    { kind: 'stream', name: 'm', at: 10, ms: 15, bytes: 80 },
    { kind: 'run', name: 'm', at: 40, ms: 50, submits: 2, dispatches: 9 },
  ],
  left: { spans: 0, ms: 0, passes: 0 },
} as const
const known = { grantedAt: 1000, startedAt: 1040, bill: { ranMs: 100 }, sliceBytes: 800 }

test('spans come to the clock of the page, by the start that both know', () => {
  expect(readProfile(told, known)).toEqual({
    sliceBytes: 800,
    peakHeldBytes: 500,
    busyMs: 60,
    timing: 'off',
    left: told.left,
    spans: [
      { kind: 'stream', name: 'm', at: 1020, ms: 15, bytes: 80 },
      { kind: 'run', name: 'm', at: 1050, ms: 50, submits: 2, dispatches: 9 },
    ],
  })
})

test('a runner cannot tell of more than the lease was', () => {
  const lie = {
    ...told,
    busyMs: 1e6,
    peakHeldBytes: 1e12,
    spans: [
      { kind: 'run', name: '', at: 0, ms: 1e8 },
      { kind: 'run', name: '', at: 1e8, ms: 1e8 },
    ],
  }
  expect(readProfile(lie, known)).toMatchObject({
    busyMs: 100,
    peakHeldBytes: 800,
    spans: [
      { at: 1010, ms: 130 },
      { at: 1140, ms: 0 },
    ],
  })
})

test.each([
  ['nothing', undefined],
  ['a text', 'fast'],
  ['negative times', { ...told, busyMs: -1 }],
  ['no number', { ...told, startedAt: Number.NaN }],
  ['a time without end', { ...told, endedAt: Number.POSITIVE_INFINITY }],
  ['half a byte', { ...told, peakHeldBytes: 0.5 }],
  ['a kind that there is not', { ...told, spans: [{ kind: 'sleep', name: '', at: 0, ms: 1 }] }],
  ['a name that is a book', { ...told, spans: [{ kind: 'run', name: 'x'.repeat(201), at: 0, ms: 1 }] }],
  ['spans without end', { ...told, spans: Array.from({ length: 1001 }, () => told.spans[0]) }],
  ['an array of holes', { ...told, spans: new Array(4_294_967_295) }],
])('%s is no profile', (_, wrong) => {
  expect(readProfile(wrong, known)).toBeUndefined()
})

test('a lease that did not run, or has no bill yet, has none', () => {
  expect(readProfile(told, { ...known, startedAt: undefined })).toBeUndefined()
  expect(readProfile(told, { ...known, bill: undefined })).toBeUndefined()
})
