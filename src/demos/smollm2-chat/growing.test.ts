import { expect, test } from 'vitest'
import { growing } from './growing'

async function all(texts: AsyncIterable<string>): Promise<string[]> {
  const seen: string[] = []
  for await (const text of texts) seen.push(text)
  return seen
}

test('each text is the one before it and more, and the last is whole', async () => {
  const seen = await all(
    growing(async (tell) => {
      for (const word of ['Once', ' upon', ' a', ' time']) {
        tell(word)
        await new Promise((resolve) => setImmediate(resolve))
      }
    }),
  )
  expect(seen.slice(0, -1)).toEqual(['Once', 'Once upon', 'Once upon a', 'Once upon a time'])
  expect(seen.at(-1)).toBe('Once upon a time')
})

test('pieces that come at once are one step', async () => {
  const seen = await all(
    growing(async (tell) => {
      for (const piece of ['a', 'b', 'c']) tell(piece)
    }),
  )
  expect(new Set(seen)).toEqual(new Set(['abc']))
})

test('where nothing is told there is an empty text', async () => {
  expect(await all(growing(async () => undefined))).toEqual([''])
})

test('what was told before a failure is seen before it', async () => {
  const failing = growing(async (tell) => {
    tell('half')
    await new Promise((resolve) => setImmediate(resolve))
    throw new RangeError('no more')
  })
  expect(await failing.next()).toEqual({ done: false, value: 'half' })
  await expect(failing.next()).rejects.toThrow('no more')
})
