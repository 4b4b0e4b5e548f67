import { expect, test } from 'vitest'
import { SubletError } from '../../protocol/errors'
import { untilLost } from './until-lost'

const never = new Promise<never>(() => undefined)
const lost = new SubletError('DeviceLost', 'gone')

test('what a function comes to is handed on', async () => {
  const { signal } = new AbortController()
  expect(await untilLost(signal, Promise.resolve(1))).toBe(1)
  expect(await untilLost(signal, 2)).toBe(2)
  await expect(untilLost(signal, Promise.reject(new Error('mine')))).rejects.toThrow('mine')
})

test('a loss ends the wait', async () => {
  const lease = new AbortController()
  const waiting = untilLost(lease.signal, never)
  lease.abort(lost)
  await expect(waiting).rejects.toBe(lost)
})

test('any other abort leaves the function its time to end', async () => {
  const lease = new AbortController()
  const ends = Promise.withResolvers<string>()
  const waiting = untilLost(lease.signal, ends.promise)
  lease.abort(new SubletError('TaskAborted', 'over'))
  ends.resolve('cleaned up')
  expect(await waiting).toBe('cleaned up')
})
