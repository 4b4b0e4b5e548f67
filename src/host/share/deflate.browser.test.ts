import { expect, test } from 'vitest'
import { deflate, inflate } from './deflate'

test('what is packed in this browser is unpacked in it', async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(50_000))
  expect(await inflate(await deflate(bytes), 100_000)).toEqual(bytes)
})

test('a bomb is counted slice by slice, and left', async () => {
  const bomb = await deflate(new Uint8Array(40_000_000))
  const found = await inflate(bomb, 1_000_000)
  expect(found).not.toBeInstanceOf(Uint8Array)
  expect(found).toHaveProperty('bytes')
  if ('bytes' in found) expect(found.bytes).toBeLessThan(2_000_000)
})

test.each([
  ['cut', (packed: Uint8Array<ArrayBuffer>) => packed.slice(0, -3)],
  ['followed by more', (packed: Uint8Array<ArrayBuffer>) => new Uint8Array([...packed, 1, 2, 3])],
  ['none', () => new Uint8Array([255, 254, 253])],
])('what is %s is refused', async (_, change) => {
  const packed = await deflate(new TextEncoder().encode('hello '.repeat(100)))
  await expect(inflate(change(packed), 1000)).rejects.toThrow()
})
