import { describe, expect, test } from 'vitest'
import type { CallState, LeaseView } from '../../host/types'
import { fakeLease } from '../host.fixture'
import { isMoving, viewCall } from './call-view'
import { leasePhases } from './lease-phases'

const queued = fakeLease({ queuedAt: 1_000, position: 2 })
const attaching = fakeLease({ ...queued, stage: 'attaching', grantedAt: 1_400, loaded: 3e6, total: 11e6 })
const running = fakeLease({ ...attaching, stage: 'running', startedAt: 1_500, loaded: 11e6 })

function settled(outcome: 'completed' | 'overran' | 'lost', chargedMs: number, creditMs = 0): LeaseView {
  return {
    ...running,
    stage: 'settled',
    bill: { outcome, queuedMs: 400, attachMs: 100, ranMs: 4_083, chargedMs, creditMs },
  }
}

function call(parts: Partial<CallState>): CallState {
  return {
    phase: 'working',
    ahead: 0,
    leases: [],
    earlier: { leases: 0, chargedMs: 0, creditMs: 0 },
    progress: undefined,
    outputs: undefined,
    partial: false,
    error: undefined,
    ...parts,
  }
}

describe('a lease as a bar of three parts', () => {
  const texts = (lease: LeaseView, now: number) => {
    const { queued, attached, ran } = leasePhases(lease, now)
    return [queued.text, attached.text, ran.text]
  }

  test('fills from left to right', () => {
    expect(texts(queued, 1_250)).toEqual(['queued 0.3 s · number 2', '', ''])
    expect(texts(attaching, 1_450)).toEqual(['queued 0.4 s', 'attaching 3 of 11 MB', ''])
    expect(texts(running, 3_000)).toEqual(['queued 0.4 s', 'attached 11 MB · 0.1 s', 'running 1.5 s of 5 s'])
    expect(leasePhases(running, 3_000).ran.fraction).toBe(0.3)
  })

  test('ends with what the ledger says, not with what the page measured', () => {
    expect(texts(settled('completed', 4_083), 99_000)[2]).toBe('ran 4.08 s · charged 4.08 s')
    expect(texts(settled('lost', 0), 99_000)[2]).toBe('lost after 4.08 s · nothing charged')
    expect(texts(settled('completed', 4_083, 4_083), 99_000)[2]).toBe(
      'ran 4.08 s · charged 4.08 s, all of it from credits',
    )
  })

  test('a lease that was refused attached nothing and ran nothing', () => {
    expect(texts({ ...queued, stage: 'settled' }, 2_000).slice(1)).toEqual(['', 'did not run'])
  })

  test('a run is never shown longer than its budget: the scheduler ends it there', () => {
    expect(texts(running, 60_000)[2]).toBe('running 5.0 s of 5 s')
  })

  test('an attach without weights has no bytes to show', () => {
    const bare = fakeLease({ stage: 'attaching', grantedAt: 0 })
    expect(leasePhases(bare, 10).attached).toEqual({ fraction: 1, busy: true, text: 'attaching' })
  })
})

describe('a call in one line', () => {
  test.each([
    ['behind others', call({ phase: 'waiting', ahead: 2 }), 'waits for 2 before it'],
    ['before its first lease', call({}), 'working, without the GPU'],
    ['in the queue', call({ leases: [queued] }), 'queued · position 2'],
    [
      'in the queue, with runs to go by',
      call({ leases: [{ ...queued, etaMs: 4_000 }] }),
      'queued · position 2 · starts in about 4.0 s',
    ],
    ['streaming in', call({ leases: [attaching] }), 'attaching · 3 of 11 MB'],
    ['with the GPU', call({ leases: [running] }), 'running · 3.5 s of 5 s left'],
    [
      'one lease over, one to come',
      call({ leases: [settled('completed', 1), queued] }),
      'queued · position 2',
    ],
    ['done', call({ phase: 'done', leases: [settled('completed', 4_083)] }), 'done · charged 4.08 s'],
    [
      'done, in part on credit',
      call({ phase: 'done', leases: [settled('completed', 1_300), settled('completed', 800, 800)] }),
      'done · charged 2.10 s, of which 0.80 s from credits',
    ],
    ['done before the bill', call({ phase: 'done', leases: [running] }), 'done · settling'],
    ['done without the GPU', call({ phase: 'done' }), 'done · no GPU time used'],
  ])('%s', (_, state, text) => {
    expect(viewCall(state, 3_000).text).toBe(text)
  })

  test('a failure is named, with what it cost', () => {
    const error = { code: 'TaskAborted', message: '', wayOut: '', figures: {}, stack: '' } as const
    const view = viewCall(call({ phase: 'failed', error, leases: [settled('overran', 5_000)] }), 0)
    expect(view).toMatchObject({ tone: 'bad', text: 'GPU task aborted · charged 5.00 s' })
    expect(viewCall(call({ phase: 'failed', error: { ...error, code: 'Cancelled' } }), 0).tone).toBe('cool')
  })

  test('what is said aloud does not change with every tick', () => {
    const early = viewCall(call({ leases: [running] }), 2_000).said
    expect(viewCall(call({ leases: [running] }), 2_900).said).toBe(early)
  })

  test('the page ticks only while a lease is under way', () => {
    expect(isMoving(call({ leases: [running] }))).toBe(true)
    expect(isMoving(call({ leases: [settled('completed', 1)] }))).toBe(false)
    expect(isMoving(call({ phase: 'done', leases: [running] }))).toBe(false)
    expect(isMoving(undefined)).toBe(false)
  })
})
