import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBuffers } from './buffers'

const { signal } = new AbortController()

/** Whether it is settled by now. */
async function settled(work: Promise<unknown>): Promise<boolean> {
  const pending = Symbol()
  return (await Promise.race([work, Promise.resolve().then(() => pending)])) !== pending
}

test('the next one waits until one is given back, first come first served', async () => {
  const buffers = createBuffers(2, 8)
  const [one, two] = [await buffers.acquire(signal), await buffers.acquire(signal)]
  const third = buffers.acquire(signal)
  const fourth = buffers.acquire(signal)
  expect(await settled(third)).toBe(false)
  buffers.release(two)
  expect(await third).toBe(two)
  buffers.release(one)
  expect(await fourth).toBe(one)
})

test('who is stopped while waiting fails with the reason, and takes nothing from those behind', async () => {
  const buffers = createBuffers(1, 8)
  const one = await buffers.acquire(signal)
  const stop = new AbortController()
  const stopped = buffers.acquire(stop.signal)
  const behind = buffers.acquire(signal)
  stop.abort(new Error('stopped'))
  await expect(stopped).rejects.toThrow('stopped')
  await expect(buffers.acquire(stop.signal)).rejects.toThrow('stopped')
  buffers.release(one)
  expect(await behind).toBe(one)
})

test('who was served is not touched by a later stop', async () => {
  const buffers = createBuffers(1, 8)
  const one = await buffers.acquire(signal)
  const stop = new AbortController()
  const waiting = buffers.acquire(stop.signal)
  buffers.release(one)
  const served = await waiting
  stop.abort()
  const next = buffers.acquire(signal)
  buffers.release(served)
  expect(await next).toBe(served)
})

test('while it is asked for the same one is lent again, and nothing is kept after that', async () => {
  const buffers = createBuffers(1, 8)
  const [first, second] = [buffers.keep(), buffers.keep()]
  const one = await buffers.acquire(signal)
  buffers.release(one)
  first()
  first()
  expect(await buffers.acquire(signal)).toBe(one)
  buffers.release(one)
  second()
  expect(await buffers.acquire(signal)).not.toBe(one)
})

test('nothing is kept when nothing is under way', async () => {
  const buffers = createBuffers(1, 8)
  const one = await buffers.acquire(signal)
  buffers.release(one)
  expect(await buffers.acquire(signal)).not.toBe(one)
})

test('what a stream made of a buffer is lent on, and one that a stream lost is replaced', async () => {
  const buffers = createBuffers(1, 8)
  const kept = structuredClone(await buffers.acquire(signal))
  const next = buffers.acquire(signal)
  buffers.release(kept)
  const lent = await next
  expect(lent).toBe(kept)
  const last = buffers.acquire(signal)
  structuredClone(lent, { transfer: [lent] })
  buffers.release(lent)
  expect((await last).byteLength).toBe(8)
})

test('never more than so many are out, whatever happens', async () => {
  const step = fc.constantFrom('acquire', 'release', 'abort')
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(step, { maxLength: 60 }),
      async (count, steps) => {
        const buffers = createBuffers(count, 1)
        const out = new Set<ArrayBuffer>()
        const waiting: AbortController[] = []
        let most = 0
        let twice = false
        for (const what of steps) {
          if (what === 'acquire') {
            const stop = new AbortController()
            waiting.push(stop)
            buffers.acquire(stop.signal).then(
              (buffer) => {
                twice ||= out.has(buffer)
                out.add(buffer)
              },
              // Stopped: it has none.
              () => undefined,
            )
          } else if (what === 'abort') waiting.shift()?.abort()
          else {
            const [first] = out
            if (first !== undefined) {
              out.delete(first)
              buffers.release(first)
            }
          }
          for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
          most = Math.max(most, out.size)
        }
        expect(twice).toBe(false)
        expect(most).toBeLessThanOrEqual(count)
      },
    ),
    { numRuns: 200 },
  )
})
