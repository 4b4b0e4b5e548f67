import { expect, test } from 'vitest'
import { type RangeSite, rangeSite, type SiteFile } from '../fixtures/range-site'
import { ask } from './ask'
import { createPace } from './pace'
import { createPieces, type Pieces } from './pieces'
import { CHANGED } from './version'

const URL_ = 'https://example.org/weights.bin'
const BYTES = new Uint8Array(4_000_000).map((_, index) => (index * 7) ^ (index >> 8))
const PIECE = 512 * 1024

interface Setup {
  site: RangeSite
  pieces: Pieces
  told: number[]
  waits: Error[]
  onBytes(bytes: number): void
  options: Parameters<typeof createPieces>[0]
}

function setup(file: Partial<SiteFile> = {}, stop = new AbortController().signal): Setup {
  const site = rangeSite({ [URL_]: { bytes: BYTES, etag: '"1"', ...file } })
  const told: number[] = []
  const waits: Error[] = []
  let time = 0
  const options: Setup['options'] = {
    url: URL_,
    fetch: site.fetch,
    signal: stop,
    stallMs: 200,
    pace: createPace(),
    // Every piece takes a second: its size stays.
    now: () => {
      time += 1_000
      return time
    },
    patience: {
      progressed: () => undefined,
      async again({ error, retry }) {
        if (!retry || waits.length === 5) throw error
        waits.push(error)
      },
    },
    accept: ({ validator }) => validator === '"1"',
  }
  return { site, told, waits, options, pieces: createPieces(options), onBytes: (bytes) => told.push(bytes) }
}

async function same(blob: Blob | typeof CHANGED, from: number, to: number): Promise<boolean> {
  if (blob === CHANGED) return false
  return Buffer.from(await blob.arrayBuffer()).equals(Buffer.from(BYTES.subarray(from, to)))
}

test('a stretch comes as one Blob, by equal pieces, and each is told', async () => {
  const { site, pieces, told, onBytes } = setup()
  expect(await same(await pieces.fetch(1_000, 2_000_000, onBytes), 1_000, 2_001_000)).toBe(true)
  expect(told).toEqual([500_000, 500_000, 500_000, 500_000])
  expect(site.ranges(URL_)[1]).toBe('bytes=501000-1000999')
  expect(site.stretches(URL_)).toEqual(['bytes=1000-2000999'])
})

test('an answer that is there already is the first piece', async () => {
  const { site, pieces, told, onBytes, options } = setup()
  const answer = await ask(options, 0, 100_000)
  if (answer === CHANGED || 'error' in answer) throw new Error('it was accepted')
  expect(await same(await pieces.fetch(0, 300_000, onBytes, answer), 0, 300_000)).toBe(true)
  expect(site.ranges(URL_)).toEqual(['bytes=0-99999', 'bytes=100000-299999'])
  expect(told).toEqual([100_000, 200_000])
})

test.each<[string, NonNullable<ReturnType<NonNullable<SiteFile['fault']>>>, RegExp]>([
  ['breaks off', { cutAfter: 70_000 }, /network error/],
  ['stands still', { stallAfter: 70_000 }, /nothing came for 0.2 s/],
  ['is refused for a moment', { status: 503 }, /503/],
  ['does not reach the server', { offline: true }, /Failed to fetch/],
])('a piece that %s is asked for again, in smaller ones, and no other is', async (_, fault, why) => {
  const { site, pieces, told, waits, onBytes } = setup({
    fault: ({ serial }) => (serial === 2 ? fault : undefined),
  })
  expect(await same(await pieces.fetch(0, 2 * PIECE, onBytes), 0, 2 * PIECE)).toBe(true)
  expect(waits.map(({ message }) => message)).toEqual([expect.stringMatching(why)])
  expect(site.ranges(URL_).slice(0, 3)).toEqual([
    `bytes=0-${PIECE - 1}`,
    `bytes=${PIECE}-${2 * PIECE - 1}`,
    `bytes=${PIECE}-${PIECE + PIECE / 4 - 1}`,
  ])
  // Of the one that broke nothing is counted.
  expect(told.reduce((sum, bytes) => sum + bytes)).toBe(2 * PIECE)
})

test('a server that is only slow is not taken for one that stands still', async () => {
  const { options, waits, onBytes } = setup({
    gate: () => new Promise((resolve) => setTimeout(resolve, 100)),
  })
  // All of it takes longer than it may stand still, by twice; no part of it does, on a busy machine neither.
  const pieces = createPieces({ ...options, stallMs: 1_500 })
  const startedAt = performance.now()
  expect(await same(await pieces.fetch(0, 4 * PIECE, onBytes), 0, 4 * PIECE)).toBe(true)
  expect(performance.now() - startedAt).toBeGreaterThan(1_500)
  expect(waits).toEqual([])
})

test('another version in the middle is found out', async () => {
  const { site, pieces, onBytes } = setup({
    fault() {
      site.files[URL_] = { bytes: BYTES, etag: '"2"' }
      return undefined
    },
  })
  expect(await pieces.fetch(0, 2 * PIECE, onBytes)).toBe(CHANGED)
})

test.each<[string, (sent: Response) => Response]>([
  ['all of the file', ({ body, headers }) => new Response(body, { headers })],
  [
    'another stretch of it',
    ({ body, headers }) => {
      headers.set('content-range', 'bytes 5-99/4000000')
      return new Response(body, { status: 206, headers })
    },
  ],
  ['less of it', ({ headers }) => new Response('short', { status: 206, headers })],
])('a server that sends %s instead is asked again, and not for ever', async (_, instead) => {
  const { site, options, onBytes, waits } = setup()
  let wrong = 1
  const pieces = createPieces({
    ...options,
    async fetch(url, init) {
      const sent = await site.fetch(url, init)
      wrong -= 1
      return wrong >= 0 ? instead(sent) : sent
    },
  })
  expect(await same(await pieces.fetch(0, PIECE, onBytes), 0, PIECE)).toBe(true)
  expect(waits).toHaveLength(1)
  wrong = Number.POSITIVE_INFINITY
  await expect(pieces.fetch(0, PIECE, onBytes)).rejects.toMatchObject({ code: 'ModelCorrupt' })
})

test('who stops it gets the reason', async () => {
  const stop = new AbortController()
  const { pieces, onBytes } = setup(
    { gate: () => new Promise(() => stop.abort(new Error('paused'))) },
    stop.signal,
  )
  await expect(pieces.fetch(0, PIECE, onBytes)).rejects.toThrow('paused')
})
