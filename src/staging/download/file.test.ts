import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { memorySegments, type SegmentStore } from '../fixtures/memory-segments'
import { type RangeSite, rangeSite, type SiteFile } from '../fixtures/range-site'
import { SEGMENT_BYTES } from '../store/segments'
import { type Buffers, createBuffers } from './buffers'
import { downloadFile, type FetchedFile, type FileDownloadOptions } from './file'
import type { Fetch } from './request'
import { CHANGED, type Identity } from './version'

const URL_ = 'https://example.org/weights.bin'
/** Five segments, the last one short; each is another one. */
const BYTES = filled(4 * SEGMENT_BYTES + 1_000, 1)
const OTHER = filled(BYTES.length, 2)

function filled(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(length / 4)
  for (let index = 0; index < words.length; index += 1) words[index] = Math.imul(index + seed, 0x9e3779b1)
  return new Uint8Array(words.buffer)
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** What is asked for before anything is known of a server. */
const FIRST_PIECE = 'bytes=0-524287'

function range(from: number, to?: number): string {
  return `bytes=${from * SEGMENT_BYTES}-${to === undefined ? '' : to * SEGMENT_BYTES - 1}`
}

interface Attempt {
  done: Promise<FetchedFile | typeof CHANGED>
  identities: Identity[]
  progress: [loaded: number, total: number | null][]
  waits: number[]
  stop(reason: Error): void
}

function download(site: RangeSite, store: SegmentStore, more: Partial<FileDownloadOptions> = {}): Attempt {
  const abort = new AbortController()
  const identities: Identity[] = []
  const progress: [number, number | null][] = []
  const waits: number[] = []
  const { done } = downloadFile({
    url: URL_,
    id: 'file',
    fetch: site.fetch,
    store,
    buffers: createBuffers(1, SEGMENT_BYTES),
    signal: abort.signal,
    known: { bytes: undefined, validator: undefined },
    sleep: async (ms) => void waits.push(ms),
    random: () => 0,
    identified: async (identity) => void identities.push(identity),
    progress: (loaded, total) => progress.push([loaded, total]),
    ...more,
  })
  return { done, identities, progress, waits, stop: (reason) => abort.abort(reason) }
}

function serving(more: Partial<SiteFile> = {}): RangeSite {
  return rangeSite({ [URL_]: { bytes: BYTES, etag: '"1"', ...more } })
}

async function content(store: SegmentStore): Promise<string> {
  const hash = createHash('sha256')
  for (const { index } of await store.storedSegments('file')) {
    const segment = await store.segment('file', index)
    hash.update(new Uint8Array((await segment?.blob.arrayBuffer()) ?? new ArrayBuffer(0)))
  }
  return hash.digest('hex')
}

/** What a download that was stopped leaves: these segments, of the version `"1"`. */
async function begun(indexes: readonly number[], bytes = BYTES): Promise<SegmentStore> {
  const store = memorySegments()
  for (const index of indexes) {
    const piece = bytes.slice(index * SEGMENT_BYTES, (index + 1) * SEGMENT_BYTES)
    const digest = await crypto.subtle.digest('SHA-256', piece)
    await store.putSegment('file', { index, blob: new Blob([piece]), digest })
  }
  return store
}

const KNOWN: Identity = { bytes: BYTES.length, validator: '"1"' }

test('several ranges come at a time, and come out as one file', async () => {
  const site = serving()
  const store = memorySegments()
  const attempt = download(site, store)
  expect(await attempt.done).toMatchObject({ bytes: BYTES.length, validator: '"1"' })
  expect(await content(store)).toBe(sha256(BYTES))
  expect(site.requests.length).toBeGreaterThanOrEqual(3)
  expect(site.taken(URL_)).toBeLessThan(BYTES.length * 1.1)
  expect(attempt.identities).toEqual([KNOWN])
  expect(attempt.progress[0]).toEqual([0, BYTES.length])
  expect(attempt.progress.at(-1)).toEqual([BYTES.length, BYTES.length])
})

test('of all segments one is in memory, and none while the storage is slow', async () => {
  const inner = createBuffers(3, SEGMENT_BYTES)
  const out: number[] = [0]
  const count = (change: number): void => void out.push((out.at(-1) ?? 0) + change)
  const counted: Buffers = {
    keep: inner.keep,
    async acquire(signal) {
      const buffer = await inner.acquire(signal)
      count(1)
      return buffer
    },
    release(buffer) {
      count(-1)
      inner.release(buffer)
    },
  }
  const store = memorySegments()
  const watched: SegmentStore = {
    ...store,
    async putSegment(file, segment) {
      expect(out.at(-1)).toBe(0)
      await store.putSegment(file, segment)
    },
  }
  await download(serving(), watched, { buffers: counted, lanes: 1 }).done
  expect(out).toEqual([0, ...Array.from({ length: 5 }, () => [1, 0]).flat()])
})

test('no more is fetched than waits for the storage: a segment for each range under way', async () => {
  const store = memorySegments()
  const site = serving()
  const release: (() => void)[] = []
  const held: SegmentStore = {
    ...store,
    async putSegment(file, segment) {
      await new Promise<void>((resolve) => release.push(resolve))
      await store.putSegment(file, segment)
    },
  }
  const attempt = download(site, held, { lanes: 2 })
  await expect.poll(() => release.length).toBe(2)
  expect(site.taken(URL_)).toBe(2 * SEGMENT_BYTES)
  for (let segments = 2; segments <= 5; segments += 1) {
    release.shift()?.()
    await expect.poll(() => site.taken(URL_)).toBe(Math.min(BYTES.length, (segments + 1) * SEGMENT_BYTES))
    if (segments < 4) await expect.poll(() => release.length).toBe(2)
  }
  for (const go of release) go()
  await attempt.done
  expect(await content(store)).toBe(sha256(BYTES))
})

describe('a later attempt', () => {
  test('fetches only the segments that are missing', async () => {
    const site = serving()
    const store = await begun([0, 2, 4])
    const attempt = download(site, store, { known: KNOWN })
    await attempt.done
    expect(await content(store)).toBe(sha256(BYTES))
    expect(site.stretches(URL_)).toEqual([range(1, 2), range(3, 4)])
    expect(site.taken(URL_)).toBe(2 * SEGMENT_BYTES)
    expect(attempt.progress[0]).toEqual([2 * SEGMENT_BYTES + 1_000, BYTES.length])
  })

  test('asks for nothing when all is there, and says so', async () => {
    const site = serving()
    const attempt = download(site, await begun([0, 1, 2, 3, 4]), { known: KNOWN })
    expect(await attempt.done).toMatchObject({ bytes: BYTES.length })
    expect(site.requests).toEqual([])
    expect(attempt.progress).toEqual([[BYTES.length, BYTES.length]])
  })

  test.each<[string, SiteFile]>([
    ['another ETag', { bytes: OTHER, etag: '"2"' }],
    ['a date instead', { bytes: OTHER, lastModified: 'Sat, 21 Nov 2026 00:00:00 GMT' }],
    ['another size', { bytes: filled(3 * SEGMENT_BYTES, 3), etag: '"1"' }],
    ['fewer bytes than are there', { bytes: filled(1_000, 3), etag: '"1"' }],
  ])('with %s is told that the file has changed, and nothing of it is left', async (_, file) => {
    const store = await begun([0, 1])
    const site = rangeSite({ [URL_]: file })
    expect(await download(site, store, { known: KNOWN }).done).toBe(CHANGED)
    expect(await store.storedSegments('file')).toEqual([])
  })

  test('begins anew when the versions of the file cannot be told from each other', async () => {
    const store = await begun([0, 1], OTHER)
    const site = rangeSite({ [URL_]: { bytes: BYTES } })
    await download(site, store, { known: { bytes: BYTES.length, validator: undefined } }).done
    expect(await content(store)).toBe(sha256(BYTES))
    expect(site.ranges(URL_)).toEqual([FIRST_PIECE, 'bytes=0-'])
  })

  test.each<[string, (records: Map<string, { blob: Blob; digest: ArrayBuffer }>) => void]>([
    [
      'two whose bytes were swapped',
      (records) => {
        const [a, b] = [records.get('file/0'), records.get('file/2')]
        if (a === undefined || b === undefined) throw new Error('they are there')
        const { blob } = a
        a.blob = b.blob
        b.blob = blob
      },
    ],
    [
      'one with a wrong bit',
      (records) => {
        const first = records.get('file/0')
        if (first === undefined) throw new Error('it is there')
        first.blob = new Blob([first.blob.slice(0, 5), Uint8Array.of(7), first.blob.slice(6)])
      },
    ],
  ])('fetches again what was spoilt meanwhile: %s', async (_, spoil) => {
    const memory = memorySegments()
    const before = await begun([0, 2])
    for (const { index, digest } of await before.storedSegments('file')) {
      const blob = (await before.segment('file', index))?.blob ?? new Blob()
      await memory.putSegment('file', { index, digest, blob })
    }
    spoil(memory.records)
    await download(serving(), memory, { known: KNOWN }).done
    expect(await content(memory)).toBe(sha256(BYTES))
  })
})

describe('a file that was whole once', () => {
  async function digests(): Promise<ArrayBuffer[]> {
    const store = await begun([0, 1, 2, 3, 4])
    return (await store.storedSegments('file')).map(({ digest }) => digest)
  }

  test('is mended under any validator, or none: its digests judge', async () => {
    for (const version of [{ etag: '"9"' }, {}]) {
      const site = rangeSite({ [URL_]: { bytes: BYTES, ...version } })
      const store = await begun([0, 1, 3, 4])
      await download(site, store, { known: KNOWN, digests: await digests() }).done
      expect(await content(store)).toBe(sha256(BYTES))
      expect(site.stretches(URL_)).toEqual([range(2, 3)])
    }
  })

  test('has changed when another segment comes, and what is left of it stays', async () => {
    const store = await begun([0, 1, 3, 4])
    const site = rangeSite({ [URL_]: { bytes: OTHER, etag: '"1"' } })
    expect(await download(site, store, { known: KNOWN, digests: await digests() }).done).toBe(CHANGED)
    expect((await store.storedSegments('file')).map(({ index }) => index)).toEqual([0, 1, 3, 4])
  })
})

describe('a server', () => {
  test('without ranges is read from the beginning, past what is there', async () => {
    const site = serving({ noRange: true })
    const store = await begun([0, 1])
    await download(site, store, { known: KNOWN }).done
    expect(await content(store)).toBe(sha256(BYTES))
    expect(site.requests).toHaveLength(1)
  })

  test('with ranges and without versions is read in one go', async () => {
    const site = rangeSite({ [URL_]: { bytes: BYTES } })
    const store = memorySegments()
    expect(await download(site, store).done).toMatchObject({ bytes: BYTES.length, validator: undefined })
    // Of the piece that was asked for first nothing is kept: it could be of another version.
    expect(site.ranges(URL_)).toEqual([FIRST_PIECE, 'bytes=0-'])
    expect(await content(store)).toBe(sha256(BYTES))
  })

  test('that tells no size is read to its end', async () => {
    const store = memorySegments()
    const attempt = download(serving({ noRange: true, noLength: true }), store)
    expect(await attempt.done).toMatchObject({ bytes: BYTES.length })
    expect(attempt.progress[0]).toEqual([0, null])
    expect(await content(store)).toBe(sha256(BYTES))
  })

  test('that breaks off again and again is asked for less, again where it ended', async () => {
    const site = serving({ fault: () => ({ cutAfter: 2_000_000 }) })
    const store = memorySegments()
    await download(site, store).done
    expect(await content(store)).toBe(sha256(BYTES))
    expect(site.taken(URL_)).toBeLessThan(BYTES.length * 1.5)
  })

  test('with ranges that hides how large the file is tells it by a length', async () => {
    const site = serving()
    const signals: (AbortSignal | null | undefined)[] = []
    const hiding: Fetch = async (url, init) => {
      // Nobody waits for the rest of the file that tells its length.
      if (signals.length === 2) expect(signals[1]?.aborted).toBe(true)
      signals.push(init.signal)
      const { body, status, headers } = await site.fetch(url, init)
      headers.delete('content-range')
      return new Response(body, { status, headers })
    }
    const store = memorySegments()
    const attempt = download(site, store, { fetch: hiding })
    expect(await attempt.done).toMatchObject({ bytes: BYTES.length })
    expect(attempt.progress[0]).toEqual([0, BYTES.length])
    expect(await content(store)).toBe(sha256(BYTES))
    expect(site.ranges(URL_).slice(0, 2)).toEqual([FIRST_PIECE, 'bytes=0-'])
    // The second is not read: the pieces are.
    expect(site.taken(URL_)).toBeLessThan(BYTES.length + 1_000_000)
  })

  test('without versions that breaks off cannot be gone on with', async () => {
    const site = rangeSite({ [URL_]: { bytes: BYTES, fault: () => ({ cutAfter: 20_000_000 }) } })
    const store = memorySegments()
    expect(await download(site, store).done).toBe(CHANGED)
    expect(await store.storedSegments('file')).toEqual([])
  })

  test('from which nothing comes any more is asked again', async () => {
    const site = serving({ fault: ({ serial }) => (serial <= 3 ? { stallAfter: 100_000 } : undefined) })
    const store = memorySegments()
    await download(site, store, { stallMs: 300 }).done
    expect(await content(store)).toBe(sha256(BYTES))
  })

  test('that is only slow to be read past what is there is not taken for stalled', async () => {
    const step = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))
    const site = serving({ noRange: true, gate: step })
    const store = await begun([0, 1, 2, 3])
    const attempt = download(site, store, { known: KNOWN, stallMs: 300 })
    await attempt.done
    expect(attempt.waits).toEqual([])
    expect(site.requests).toHaveLength(1)
  })

  test('whose file is replaced in the middle is found out', async () => {
    const site: RangeSite = serving({
      fault({ serial }) {
        // The answer under way is still of the old one.
        site.files[URL_] = { bytes: OTHER, etag: '"2"' }
        return serial === 1 ? { cutAfter: SEGMENT_BYTES + 1 } : undefined
      },
    })
    const store = memorySegments()
    expect(await download(site, store, { lanes: 1 }).done).toBe(CHANGED)
    expect(await store.storedSegments('file')).toEqual([])
  })

  test.each<[string, NonNullable<ReturnType<NonNullable<SiteFile['fault']>>>, number]>([
    ['is too busy', { status: 429, retryAfter: '2' }, 2_000],
    ['has failed for a moment', { status: 503 }, 250],
    ['cannot be reached for a moment', { offline: true }, 250],
  ])('that %s is waited for', async (_, fault, wait) => {
    const site = serving({ fault: ({ serial }) => (serial === 1 ? fault : undefined) })
    const attempt = download(site, memorySegments())
    await attempt.done
    expect(attempt.waits).toEqual([wait])
  })

  test.each([
    ['404', { status: 404 }, 1],
    ['401', { status: 401 }, 1],
    ['a web page', { html: true as const }, 1],
    ['503 and stays so', { status: 503 }, 6],
    ['nothing at all', { offline: true as const }, 6],
  ])('that answers with %s fails with ModelNotFound', async (_, fault, asked) => {
    const site = serving({ fault: () => fault })
    await expect(download(site, memorySegments()).done).rejects.toMatchObject({ code: 'ModelNotFound' })
    expect(site.requests).toHaveLength(asked)
  })

  test('that has an empty file is believed', async () => {
    const site = rangeSite({ [URL_]: { bytes: new Uint8Array(0), etag: '"1"' } })
    expect(await download(site, memorySegments()).done).toMatchObject({ bytes: 0, segments: [] })
  })
})

test('who stops it gets the reason, and whole segments stay', async () => {
  const store = memorySegments()
  const reason = new Error('paused')
  const site = serving()
  const attempt: Attempt = download(site, {
    ...store,
    async putSegment(file, segment) {
      await store.putSegment(file, segment)
      attempt.stop(reason)
    },
  })
  await expect(attempt.done).rejects.toBe(reason)
  const kept = await store.storedSegments('file')
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.length).toBeLessThan(5)
  const rest = serving()
  await download(rest, store, { known: KNOWN }).done
  expect(await content(store)).toBe(sha256(BYTES))
  const missing = BYTES.length - kept.reduce((sum, { bytes }) => sum + bytes, 0)
  expect(rest.taken(URL_)).toBeLessThanOrEqual(missing * 1.1)
})

test('without room nothing is fetched but what is on its way', async () => {
  const store = memorySegments()
  const full = new Error('full')
  const site = serving({ gate: (_, at) => (at > 1_000_000 ? new Promise(() => undefined) : undefined) })
  const attempt = download(site, store, { identified: () => Promise.reject(full) })
  await expect(attempt.done).rejects.toBe(full)
  expect(await store.storedSegments('file')).toEqual([])
})

test('storage that fails ends it', async () => {
  const store: SegmentStore = { ...memorySegments(), putSegment: () => Promise.reject(new Error('disk')) }
  await expect(download(serving(), store).done).rejects.toThrow('disk')
})
