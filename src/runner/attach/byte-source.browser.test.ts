import { describe, expect, test } from 'vitest'
import { openByteSource } from './byte-source'

/** Bytes whose value tells their place. */
const bytes = (length: number, from = 0) =>
  Uint8Array.from({ length }, (_, at) => ((from + at) * 31 + ((from + at) >> 8)) & 255)

/** Blobs of other Blobs, and more than a stream gives at once: pieces never fall on chunk boundaries. */
const blob = new Blob(
  [bytes(70_001), bytes(3, 70_001), bytes(299_996, 70_004)].map((part) => new Blob([part])),
)

/** As in a browser whose Blobs give no byte streams. */
function withoutByteStream(blob: Blob): Blob {
  return Object.assign(blob.slice(), { stream: () => new ReadableStream() })
}

describe.each([
  ['by a byte stream', (blob: Blob) => blob],
  ['by slices', withoutByteStream],
])('%s', (_, made) => {
  test('pieces are exact, over all boundaries of chunks and segments', async () => {
    const source = openByteSource(made(blob), 70_000)
    let at = 0
    for (const length of [1, 69_999, 2, 70_000, 12_345, 70_000, 70_000, 70_000, 7653]) {
      expect(await source.read(length)).toEqual(bytes(length, at))
      at += length
    }
    expect(at).toBe(blob.size)
    await source.close()
  })

  test('skip goes over more than the buffer holds', async () => {
    const source = openByteSource(made(blob), 1000)
    await source.read(5)
    await source.skip(123_456)
    await source.skip(0)
    expect(await source.read(1000)).toEqual(bytes(1000, 123_461))
    await source.close()
  })

  test('a Blob that ends too early is corrupt, with the bytes that are missing', async () => {
    const source = openByteSource(made(new Blob([bytes(100)])), 80)
    await source.read(80)
    await expect(source.read(30)).rejects.toMatchObject({
      code: 'ModelCorrupt',
      figures: { storedBytes: 100, missingBytes: 10 },
    })
  })

  test('a read past a Blob that ended on a piece is corrupt too, and so is a skip', async () => {
    const source = openByteSource(made(new Blob([bytes(10)])), 10)
    await source.read(10)
    await expect(source.read(1)).rejects.toMatchObject({ code: 'ModelCorrupt', figures: { missingBytes: 1 } })
    await expect(openByteSource(made(new Blob([bytes(10)])), 4).skip(11)).rejects.toMatchObject({
      code: 'ModelCorrupt',
    })
  })

  test('close in the middle ends the stream', async () => {
    const source = openByteSource(made(blob), 1000)
    await source.read(1000)
    await source.close()
    await expect(source.read(1)).rejects.toThrow()
  })
})
