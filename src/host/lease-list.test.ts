import { expect, test } from 'vitest'
import { withLease } from './lease-list'
import type { CallState, LeaseView } from './types'

const view = (parts: Partial<LeaseView> = {}): LeaseView => ({
  fn: 'draw',
  size: 'large',
  seconds: 1,
  stage: 'queued',
  position: undefined,
  etaMs: undefined,
  loaded: 0,
  total: 0,
  queuedAt: 0,
  grantedAt: undefined,
  startedAt: undefined,
  bill: undefined,
  profile: undefined,
  ...parts,
})
const billed = (chargedMs: number, creditMs = 0): LeaseView =>
  view({
    stage: 'settled',
    bill: { outcome: 'completed', queuedMs: 0, attachMs: 0, ranMs: chargedMs, chargedMs, creditMs },
  })

type Leases = Pick<CallState, 'leases' | 'earlier'>

function take(count: number, lease: (number: number) => LeaseView): Leases {
  let state: Leases = { leases: [], earlier: { leases: 0, chargedMs: 0, creditMs: 0 } }
  for (let number = 0; number < count; number++) state = withLease(state, number, lease(number))
  return state
}

test('a lease is in its place, as it last stood', () => {
  const three = take(3, (number) => view({ fn: String(number) }))
  const { leases } = withLease(three, 1, view({ fn: 'changed' }))
  expect(leases.map(({ fn }) => fn)).toEqual(['0', 'changed', '2'])
})

test('of any number the newest 100 are kept, and the charges of the others', () => {
  const state = take(250, () => billed(10, 4))
  expect(state.leases).toHaveLength(100)
  expect(state.earlier).toEqual({ leases: 150, chargedMs: 1500, creditMs: 600 })
})

test('a number still means the same lease when those before it are gone', () => {
  const state = withLease(
    take(150, () => view()),
    149,
    view({ stage: 'running' }),
  )
  expect(state.leases.at(-1)?.stage).toBe('running')
  expect(state.leases.filter(({ stage }) => stage === 'running')).toHaveLength(1)
})

test('a bill that comes when its lease is no longer listed counts', () => {
  const late = withLease(
    take(101, () => view()),
    0,
    billed(7),
  )
  expect(late.leases).toHaveLength(100)
  expect(late.earlier).toEqual({ leases: 1, chargedMs: 7, creditMs: 0 })
})
