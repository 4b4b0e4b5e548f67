import { describe, expect, test } from 'vitest'
import { SubletError } from '../../protocol/errors'
import { createPatience, type Patience, sleep } from './patience'
import type { Refusal } from './request'

const { signal } = new AbortController()

function patient(random = 0): { patience: Patience; waits: number[] } {
  const waits: number[] = []
  const patience = createPatience({ sleep: async (ms) => void waits.push(ms), random: () => random })
  return { patience, waits }
}

function refusal(more: Partial<Refusal> = {}, message = 'no'): Refusal {
  return { error: new SubletError('ModelNotFound', message), retry: true, afterMs: undefined, ...more }
}

test('waits twice as long each time, and gives up with the last error', async () => {
  const { patience, waits } = patient()
  for (let attempt = 1; attempt < 6; attempt += 1) await patience.again(refusal(), signal)
  await expect(patience.again(refusal({}, 'the last'), signal)).rejects.toMatchObject({ message: 'the last' })
  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000])
})

test('up to half of a wait is left to chance', async () => {
  const { patience, waits } = patient(0.999)
  await patience.again(refusal(), signal)
  expect(waits[0]).toBeCloseTo(500, -1)
})

test('bytes that came in between wipe out what went wrong before', async () => {
  const { patience, waits } = patient()
  for (let round = 0; round < 4; round += 1) {
    for (let attempt = 1; attempt < 6; attempt += 1) await patience.again(refusal(), signal)
    patience.progressed()
  }
  expect(waits).toHaveLength(20)
  expect(waits[5]).toBe(250)
})

test('a server that says how long to wait is taken at its word, unless that is too long', async () => {
  const { patience, waits } = patient()
  await patience.again(refusal({ afterMs: 7_000 }), signal)
  await patience.again(refusal({ afterMs: 0 }), signal)
  expect(waits).toEqual([7_000, 0])
  await expect(patience.again(refusal({ afterMs: 120_001 }), signal)).rejects.toMatchObject({
    code: 'ModelNotFound',
  })
})

test('what would be refused again is not asked again', async () => {
  const { patience, waits } = patient()
  await expect(patience.again(refusal({ retry: false }), signal)).rejects.toMatchObject({ message: 'no' })
  expect(waits).toEqual([])
})

describe('sleep', () => {
  test('ends with the reason of its signal, before and in the middle', async () => {
    const stop = new AbortController()
    const sleeping = sleep(60_000, stop.signal)
    stop.abort(new Error('enough'))
    await expect(sleeping).rejects.toThrow('enough')
    await expect(sleep(60_000, stop.signal)).rejects.toThrow('enough')
  })

  test('ends by itself', async () => {
    await expect(sleep(1, signal)).resolves.toBeUndefined()
  })
})
