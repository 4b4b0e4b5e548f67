import { expect, test, vi } from 'vitest'
import { SubletError } from '../../protocol/errors'
import type { FromRunner } from '../../protocol/runner'
import type { Residency } from '../attach/residency'
import type { Meter } from '../gpu/meter'
import { createLeases } from './leases'

/** Of a call that nobody stops. */
const running = new AbortController().signal
const ASK = { call: '1', fn: 'draw', seconds: 5, size: 'large' } as const

function setUp() {
  const posted: FromRunner[] = []
  const attach = vi.fn<Residency['attach']>(async ({ onProgress }) => onProgress(80, 80))
  const residency: Residency = {
    attachments: {
      add: async () => undefined,
      remove: async () => undefined,
      pending: () => 0,
      attachAll: async () => undefined,
      coolAll: async () => undefined,
      dropAll: async () => undefined,
    },
    leased: () => undefined,
    attach,
    release: vi.fn(),
    demote: async () => 'idle',
    level: () => 'warm',
  }
  const meter: Meter = {
    held: () => 600,
    peak: () => 600,
    limit: () => undefined,
    createBuffer: () => {
      throw new Error('not here')
    },
    destroyBuffer: () => undefined,
    clear: () => undefined,
  }
  const recording = { started: vi.fn(), end: vi.fn() }
  const record = vi.fn(() => recording)
  const leases = createLeases({
    residency,
    meter,
    wasm: new Promise(() => undefined),
    post: (message) => posted.push(message),
    record,
  })
  return {
    leases,
    posted,
    attach,
    residency,
    record,
    recording,
    grant: (request: string, seconds = 5) =>
      leases.granted({ type: 'grant', request, seconds, sliceBytes: 1000 }),
    types: () => posted.map(({ type }) => type),
    /** When all that can happen by itself has happened. */
    quiet: () => new Promise((resolve) => setTimeout(resolve)),
  }
}

test('a lease is asked for, attached, held and released', async () => {
  const { leases, posted, grant, attach, residency, quiet } = setUp()
  const entered = leases.enter(ASK, running)
  await quiet()
  expect(posted).toEqual([{ type: 'lease', request: '1', ...ASK }])
  grant('1')
  const held = await entered
  expect(attach.mock.lastCall?.[0].sliceBytes).toBe(1000)
  expect(leases.current()).toBe(held)
  expect(held.remaining()).toBeGreaterThan(4)
  expect(held.remaining()).toBeLessThanOrEqual(5)
  held.release('completed')
  held.release('failed')
  expect(posted.slice(1)).toEqual([
    { type: 'attaching', request: '1', loaded: 80, total: 80 },
    { type: 'attached', request: '1', held: 600 },
    { type: 'released', request: '1', outcome: 'completed', held: 600 },
  ])
  expect(leases.current()).toBeUndefined()
  expect(residency.release).toHaveBeenCalledTimes(1)
})

test('what a lease did is recorded from its grant until it is given back, while the device is still its own', async () => {
  const { leases, grant, residency, record, recording, quiet } = setUp()
  const entered = leases.enter(ASK, running)
  await quiet()
  grant('1')
  const held = await entered
  expect(record).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ request: '1' }))
  expect(recording.started).toHaveBeenCalledOnce()
  expect(recording.end).not.toHaveBeenCalled()
  held.release('completed')
  expect(recording.end).toHaveBeenCalledOnce()
  expect(recording.end).toHaveBeenCalledBefore(vi.mocked(residency.release))
})

test('the next one is asked for when the one before is over', async () => {
  const { leases, grant, types, quiet } = setUp()
  const first = leases.enter(ASK, running)
  const second = leases.enter(ASK, running)
  await quiet()
  grant('1')
  const held = await first
  await quiet()
  expect(types().filter((type) => type === 'lease')).toHaveLength(1)
  held.release('completed')
  await quiet()
  grant('2')
  const next = await second
  expect(leases.current()).toBe(next)
})

test('a refusal fails the caller, and the next one goes on', async () => {
  const { leases, grant, quiet } = setUp()
  const first = leases.enter(ASK, running)
  const second = leases.enter(ASK, running)
  await quiet()
  leases.refused('1', new SubletError('QuotaExceeded', 'no'))
  await expect(first).rejects.toMatchObject({ code: 'QuotaExceeded' })
  await quiet()
  grant('2')
  await second
})

test('an abort fires the signal of the lease with its cause, and leaves the rest to the function', async () => {
  const { leases, grant, quiet, types } = setUp()
  const entered = leases.enter(ASK, running)
  await quiet()
  grant('1')
  const held = await entered
  leases.abort('1', new SubletError('TaskAborted', 'over'))
  expect(held.signal.reason).toMatchObject({ code: 'TaskAborted' })
  expect(types()).not.toContain('released')
  held.release('failed')
  expect(types().at(-1)).toBe('released')
})

test('an abort while it attaches fails the caller when the attach ends, unbilled', async () => {
  const { leases, grant, attach, posted, quiet } = setUp()
  const streamed = Promise.withResolvers<void>()
  attach.mockReturnValueOnce(streamed.promise)
  const entered = leases.enter(ASK, running)
  await quiet()
  grant('1')
  await quiet()
  leases.abort('1', new SubletError('Cancelled', 'stopped'))
  streamed.resolve()
  await expect(entered).rejects.toMatchObject({ code: 'Cancelled' })
  expect(posted.at(-1)).toMatchObject({ type: 'released', outcome: 'lost' })
  expect(leases.current()).toBeUndefined()
})

test('an abort before the grant fails the caller; the grant that comes late is ignored', async () => {
  const { leases, grant, attach, quiet } = setUp()
  const entered = leases.enter(ASK, running)
  await quiet()
  leases.abort('1', new SubletError('Cancelled', 'stopped'))
  await expect(entered).rejects.toMatchObject({ code: 'Cancelled' })
  grant('1')
  await quiet()
  expect(attach).not.toHaveBeenCalled()
})

test('an attach that fails is a platform fault, and the next lease can be had', async () => {
  const { leases, grant, attach, posted, quiet } = setUp()
  attach.mockRejectedValueOnce(new Error('mapAsync failed'))
  const first = leases.enter(ASK, running)
  await quiet()
  grant('1')
  await expect(first).rejects.toMatchObject({ code: 'DeviceLost', message: 'mapAsync failed' })
  expect(posted.at(-1)).toMatchObject({ type: 'released', outcome: 'lost' })
  const second = leases.enter(ASK, running)
  await quiet()
  grant('2')
  await second
})

test('messages with the id of another lease are late, and change nothing', async () => {
  const { leases, grant, quiet } = setUp()
  const entered = leases.enter(ASK, running)
  await quiet()
  grant('1')
  const held = await entered
  for (const id of ['0', '2', '']) {
    leases.abort(id, new SubletError('TaskAborted', 'late'))
    leases.refused(id, new SubletError('TaskAborted', 'late'))
    grant(id)
  }
  leases.refused('1', new SubletError('TaskAborted', 'late'))
  expect(held.signal.aborted).toBe(false)
  expect(leases.current()).toBe(held)
})

test('a lost device releases the lease as lost, once', async () => {
  const { leases, grant, posted, quiet } = setUp()
  const entered = leases.enter(ASK, running)
  await quiet()
  grant('1')
  const held = await entered
  leases.deviceLost('the driver was reset')
  leases.deviceLost('again')
  held.release('failed')
  expect(held.signal.reason).toMatchObject({ code: 'DeviceLost' })
  expect(posted.filter(({ type }) => type === 'released')).toMatchObject([{ outcome: 'lost' }])
})

test('a function that runs in the lease of another keeps it until both are over', async () => {
  const { leases, grant, types, quiet } = setUp()
  const entered = leases.enter(ASK, running)
  await quiet()
  grant('1')
  const held = await entered
  const over = held.share()
  held.release('completed')
  expect(types()).not.toContain('released')
  expect(leases.current()).toBe(held)
  expect(held.share()).toBeUndefined()
  over?.()
  expect(types().at(-1)).toBe('released')
  expect(leases.current()).toBeUndefined()
})

test('a call that was stopped while it waited asks for nothing', async () => {
  const { leases, grant, types, quiet } = setUp()
  const stop = new AbortController()
  const first = leases.enter(ASK, stop.signal)
  const second = leases.enter(ASK, stop.signal)
  await quiet()
  grant('1')
  const held = await first
  stop.abort(new SubletError('Cancelled', 'stopped'))
  held.release('failed')
  await expect(second).rejects.toMatchObject({ code: 'Cancelled' })
  expect(types().filter((type) => type === 'lease')).toHaveLength(1)
})

test('a runner whose device is lost without a lease is idle, and tells it', () => {
  const { leases, posted } = setUp()
  leases.deviceLost('the driver was reset')
  expect(posted).toEqual([{ type: 'residency', level: 'idle', held: 0 }])
})
