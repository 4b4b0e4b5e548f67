import { afterEach, expect, test, vi } from 'vitest'
import { licencesEntry } from './licences'

afterEach(() => vi.unstubAllGlobals())

test('the licence of the demo stands before those of what shows it, and the bytes are those of both', async () => {
  vi.stubGlobal('document', { baseURI: 'https://a.example/' })
  vi.stubGlobal('fetch', async () => new Response('all the others'))
  const entry = licencesEntry(
    { title: 'Ziffern „3“', license: 'apache-2.0' },
    { path: 'licenses.txt', bytes: 14, group: 'licences' },
  )
  const bytes = await new Response(await entry.open(new AbortController().signal)).bytes()
  const text = new TextDecoder().decode(bytes)
  expect(text).toMatch(/^The demo: Ziffern „3“\nIts licence, as its author names it: apache-2\.0\n/)
  expect(text).toMatch(/\n\nall the others$/)
  expect(bytes.length).toBe(entry.bytes)
})
