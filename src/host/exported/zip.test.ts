import { strFromU8, unzipSync } from 'fflate'
import { afterEach, expect, test, vi } from 'vitest'
import { droppedModels } from './dropped'
import { siteEntry } from './site-entry'
import { writeZip, type ZipEntry } from './zip'

afterEach(() => vi.unstubAllGlobals())

function entry(path: string, pieces: string[], stored = false): ZipEntry {
  return {
    path,
    bytes: pieces.join('').length,
    stored,
    open: async () => new Blob(pieces).stream(),
  }
}

async function zipped(
  entries: ZipEntry[],
  { signal = new AbortController().signal, onProgress = (_: number) => {} } = {},
): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  await writeZip(entries, { write: async (piece) => void pieces.push(piece) }, { signal, onProgress })
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

test('what is written unzips to the same files, deflated or stored', async () => {
  const long = 'tell it again '.repeat(20_000)
  const progress: number[] = []
  const zip = await zipped(
    [entry('a/long.txt', [long]), entry('empty', []), entry('ü.onnx', ['raw'], true)],
    {
      onProgress: (bytes) => progress.push(bytes),
    },
  )
  const files = unzipSync(zip)
  expect(Object.keys(files)).toEqual(['a/long.txt', 'empty', 'ü.onnx'])
  expect(strFromU8(files['a/long.txt'] ?? new Uint8Array())).toBe(long)
  expect(strFromU8(files['ü.onnx'] ?? new Uint8Array())).toBe('raw')
  expect(files.empty).toHaveLength(0)
  expect(zip.length).toBeLessThan(long.length / 50)
  expect(progress.at(-1)).toBe(long.length + 3)
})

test('it stops when it is told to, in the middle of a file, and lets go of the file', async () => {
  const stop = new AbortController()
  let cancelled = false
  const endless: ZipEntry = {
    ...entry('endless', [], true),
    open: async () =>
      new ReadableStream({
        pull: (out) => out.enqueue(new Uint8Array(1000)),
        cancel() {
          cancelled = true
        },
      }),
  }
  const writing = zipped([endless], {
    signal: stop.signal,
    onProgress: (bytes) => {
      if (bytes > 10_000) stop.abort()
    },
  })
  await expect(writing).rejects.toMatchObject({ name: 'AbortError' })
  expect(cancelled).toBe(true)
})

test.each([
  [new Response('gone', { status: 404 }), 'runtime/a.wasm of this site answered 404'],
  [new Response('<!doctype html>'), 'has 15 bytes in place of 3'],
])('a file of the site that is not there is named', async (response, message) => {
  vi.stubGlobal('document', { baseURI: 'https://a.example/b/' })
  const asked = vi.fn(async () => response)
  vi.stubGlobal('fetch', asked)
  const writing = zipped([siteEntry({ path: 'runtime/a.wasm', bytes: 3 })])
  await expect(writing).rejects.toMatchObject({
    code: 'ExportRefused',
    message: expect.stringContaining(message),
    figures: { path: 'runtime/a.wasm' },
  })
  expect(asked).toHaveBeenCalledWith('https://a.example/b/runtime/a.wasm', expect.anything())
})

test('a dropped model comes out of the browser with its data files beside it', async () => {
  const close = vi.fn()
  const staged = {
    source: 'local:in/m.onnx',
    digest: '',
    skeleton: new Uint8Array(),
    tensors: [],
    externalData: [],
    inputs: [],
    outputs: [],
    files: [
      { path: 'm.onnx', bytes: 5, segments: [new Blob(['gr']), new Blob(['aph'])] },
      { path: 'data%20of/m.bin', bytes: 4, segments: [new Blob(['data'])] },
    ],
  }
  const [model] = await droppedModels(['local:in/m.onnx'], () => ({ ensure: async () => staged, close }))
  expect(model?.path).toBe('models/dropped/in/m.onnx')
  const files = unzipSync(await zipped([...(model?.entries ?? [])]))
  expect(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)])).toEqual([
    ['models/dropped/in/m.onnx', 'graph'],
    ['models/dropped/in/data of/m.bin', 'data'],
  ])
  expect(close).toHaveBeenCalledOnce()

  const outside = { ...staged, files: [...staged.files, { path: '../x.bin', bytes: 0, segments: [] }] }
  await expect(
    droppedModels(['local:in/m.onnx'], () => ({ ensure: async () => outside, close })),
  ).rejects.toMatchObject({ code: 'ModelUnsupported' })
})
