import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { API } from './api'
import { publicApi } from './public-api'
import { apiDocument } from './table'

const DOCUMENT = 'docs/onnxruntime-web.md'
/** Once: the compiler takes seconds. */
const declared = publicApi()
const rows = API.flatMap((group) => group.rows)

test('the table has every member of the public API, and no other', () => {
  const members = rows.map(({ member }) => member)
  expect(members.toSorted()).toEqual(declared.toSorted())
})

test('the declarations are read for real', () => {
  expect(declared).toContain('SessionOptions.externalData')
  expect(declared).toContain('session.run(feeds, fetches, options)')
  expect(declared).toContain('import onnxruntime-web/wasm')
  expect(declared.length).toBeGreaterThan(150)
})

test('each member names a test that exists', () => {
  for (const { member, test: named } of rows) {
    const [file = '', ...title] = named.split(': ')
    const source = readFileSync(file, 'utf8')
    const text = title.join(': ')
    const found = [`test('${text}'`, `test("${text}"`].some((call) => source.includes(call))
    expect(found, `${member}: ${named}`).toBe(true)
  }
})

/** SUBLET_ORT_TABLE=1 writes it. */
test('the document is the table', () => {
  const { version }: { version: string } = JSON.parse(
    readFileSync('node_modules/onnxruntime-web/package.json', 'utf8'),
  )
  const text = apiDocument(version)
  if (process.env.SUBLET_ORT_TABLE !== undefined) writeFileSync(DOCUMENT, text)
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(text)
})
