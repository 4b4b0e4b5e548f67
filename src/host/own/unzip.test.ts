import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readFolder } from './import'
import { unzip } from './unzip'
import { zipDemo } from './zip'

const blob = (bytes: Uint8Array) => new Blob([Uint8Array.from(bytes)])
const handler = strToU8('export default 1\n')

test('what a demo can have is unpacked, and the rest is only named', async () => {
  const long = strToU8('export const a = 1\n'.repeat(20_000))
  const entries = await unzip(
    blob(
      zipSync({
        d: { 'handler.ts': [handler, { level: 0 }], 'long.ts': long, 'm.onnx': new Uint8Array(999) },
      }),
    ),
  )
  expect(entries.map(({ path, bytes }) => [path, bytes])).toEqual([
    ['d/handler.ts', handler.length],
    ['d/long.ts', long.length],
    ['d/m.onnx', 0],
  ])
  expect(entries[1]?.data).toEqual(long)
})

test('one that was packed as a stream, with its sizes after the data', async () => {
  const parts: Uint8Array[] = []
  const zip = new Zip((_error, data) => parts.push(data))
  const file = new ZipDeflate('handler.ts')
  zip.add(file)
  file.push(handler, true)
  zip.end()
  const [entry] = await unzip(new Blob(parts.map((part) => Uint8Array.from(part))))
  expect(entry?.data).toEqual(handler)
})

describe('refused', () => {
  /** Zeros deflate a thousand times. */
  const zeros = (bytes: number) => zipSync({ 'handler.ts': new Uint8Array(bytes) })

  test('by the size that is declared', async () => {
    await expect(unzip(blob(zeros(40_000_000)))).rejects.toMatchObject({
      code: 'DemoRefused',
      figures: { bytes: 40_000_000, mostBytes: 20_000_000 },
    })
  })

  test('by the size that comes out, soon after the limit, when another one is declared', async () => {
    const zip = zeros(400_000_000)
    // In the header before the data, and in the directory at the end.
    const view = new DataView(zip.buffer)
    for (let at = 0; at < zip.length - 4; at++) {
      if (view.getUint32(at, true) === 400_000_000) view.setUint32(at, 1000, true)
    }
    const refusal = await unzip(blob(zip)).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'DemoRefused', figures: { mostBytes: 20_000_000 } })
    expect(refusal).toHaveProperty(
      'figures.bytes',
      expect.toSatisfy((bytes: number) => bytes < 26_000_000),
    )
  })

  test('for what is no zip, is cut, or damaged', async () => {
    await expect(unzip(new Blob(['no zip at all']))).rejects.toThrow('no zip')
    const zip = zipSync({ 'handler.ts': strToU8(Array.from({ length: 5000 }, Math.random).join()) })
    await expect(unzip(blob(zip.subarray(0, 9000)))).rejects.toThrow('damaged')
    zip.fill(255, 2000, 3000)
    await expect(unzip(blob(zip))).rejects.toThrow('damaged')
  })

  test('for a single bit that is another', async () => {
    // Stored as it is, so that it unpacks all the same.
    const zip = zipSync({ 'handler.ts': [handler, { level: 0 }] })
    const at = 30 + 'handler.ts'.length
    zip[at] = (zip[at] ?? 0) ^ 1
    await expect(unzip(blob(zip))).rejects.toThrow('at handler.ts: its checksum is another')
  })

  test('without the list of files at its end', async () => {
    const zip = zipSync({ 'handler.ts': handler })
    await expect(unzip(blob(zip.subarray(0, -22)))).rejects.toThrow('no list of its files')
  })

  test('for more entries than a folder of a demo has', async () => {
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`${at}.png`, new Uint8Array()]))
    await expect(unzip(blob(zipSync(many)))).rejects.toMatchObject({
      figures: { files: 2001, mostFiles: 2000 },
    })
  })
})

test('what was downloaded can be imported, and is the same', async () => {
  const card = {
    id: 'cafe-2',
    title: 'Café',
    emoji: '☕',
    colorFrom: 'red',
    colorTo: 'blue',
    shortDescription: 'Pours.',
    license: 'mit',
    models: [],
    tags: ['a'],
  }
  const compiled = { code: '', map: '' }
  const files = [
    { path: 'handler.ts', source: 'export default 1', ...compiled },
    { path: 'lib/a.json', source: '[1]', ...compiled },
  ]
  const texts = [
    { path: 'README.md', text: '---\ntitle: Old\n---\nAbout.' },
    { path: 'NOTES.md', text: 'Notes.' },
  ]
  const zip = new File([zipDemo(card, { files, texts })], 'cafe.zip')
  const read = await readFolder([{ path: 'cafe.zip', file: zip }])
  const { id: _, ...kept } = card
  expect(read.card).toEqual(kept)
  expect(read.sources).toEqual(files.map(({ path, source }) => ({ path, source })))
  expect(read.texts.map(({ path }) => path)).toEqual(['README.md', 'NOTES.md'])
  expect(read.texts[0]?.text).toContain('About.')
  expect([...read.told, ...read.left]).toEqual([])
})

test('a handler that is no text is refused', async () => {
  const file = new File([new Uint8Array([0xff, 0xfe, 0])], 'handler.ts')
  await expect(readFolder([{ path: 'handler.ts', file }])).rejects.toMatchObject({
    code: 'DemoRefused',
    figures: { bytes: 3 },
  })
})
