import { expect, test, vi } from 'vitest'
import { underSignal } from './under-signal'

const stopped = new Error('stopped')

function counting(controller: AbortController, cleanedUp: () => void) {
  async function* count(): AsyncGenerator<number, string, number> {
    try {
      for (let n = 1; n < 4; n++) yield n
      return 'end'
    } finally {
      cleanedUp()
    }
  }
  return underSignal(count(), controller.signal)
}

test('without a signal it is the iterator: what is sent, thrown and returned goes through', async () => {
  async function* echo(): AsyncGenerator<string, string, string> {
    let got = 'nothing'
    for (;;) {
      try {
        got = yield `got ${got}`
        if (got === 'end') return 'over'
      } catch (error) {
        got = String(error)
      }
    }
  }
  const values = underSignal(echo(), new AbortController().signal)
  expect(await values.next()).toEqual({ done: false, value: 'got nothing' })
  expect(await values.next('a')).toEqual({ done: false, value: 'got a' })
  expect(await values.throw('trouble')).toEqual({ done: false, value: 'got trouble' })
  expect(await values.next('end')).toEqual({ done: true, value: 'over' })
})

test('left early, the iterator returns with the value', async () => {
  const cleanedUp = vi.fn()
  const values = counting(new AbortController(), cleanedUp)
  await values.next()
  expect(await values.return('early')).toEqual({ done: true, value: 'early' })
  expect(cleanedUp).toHaveBeenCalledTimes(1)
})

test('the signal ends it with its reason, once the iterator has cleaned up', async () => {
  const controller = new AbortController()
  const order: string[] = []
  async function* slowToLeave() {
    try {
      yield 1
      controller.abort(stopped)
      yield 2
    } finally {
      await Promise.resolve()
      order.push('cleaned up')
    }
  }
  const values = underSignal(slowToLeave(), controller.signal)
  await values.next()
  await values.next().catch((error: unknown) => order.push(String(error)))
  expect(order).toEqual(['cleaned up', 'Error: stopped'])
})

test('what the iterator throws because of the signal is not the reason', async () => {
  const controller = new AbortController()
  async function* values() {
    yield 1
    controller.abort(stopped)
    throw new Error('a consequence')
  }
  const guarded = underSignal(values(), controller.signal)
  await guarded.next()
  await expect(guarded.next()).rejects.toBe(stopped)
})

test('it cleans up also while nobody asks for the next value', async () => {
  const controller = new AbortController()
  const cleanedUp = vi.fn()
  const values = counting(controller, cleanedUp)
  await values.next()
  controller.abort(stopped)
  await vi.waitFor(() => expect(cleanedUp).toHaveBeenCalledTimes(1))
  await expect(values.next()).rejects.toBe(stopped)
})

test('a result that comes after the signal is none', async () => {
  const controller = new AbortController()
  async function* values() {
    yield 1
    controller.abort(stopped)
    return 2
  }
  const guarded = underSignal(values(), controller.signal)
  await guarded.next()
  await expect(guarded.next()).rejects.toBe(stopped)
})

test('an iterator that can do nothing but go on is left alone', async () => {
  const bare: AsyncIterator<number, string> = { next: async () => ({ done: false, value: 1 }) }
  const values = underSignal(bare, new AbortController().signal)
  await values.next()
  expect(await values.return('early')).toEqual({ done: true, value: 'early' })
})
