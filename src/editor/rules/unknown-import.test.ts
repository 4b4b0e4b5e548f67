import { expect, test } from 'vitest'
import { marked } from './check.fixture'
import { unknownImport } from './unknown-import'

test.each([
  ["import chunk from 'lodash/chunk'\nexport { chunk }", "'lodash/chunk'"],
  ["export * from 'https://cdn.example/three.js'", "'https://cdn.example/three.js'"],
  ["export const fs = await import('node:fs')", "'node:fs'"],
])('%s', (source, specifier) => {
  expect(marked(unknownImport, source)).toEqual([specifier])
})

test.each([
  "import * as ort from 'onnxruntime-web/webgpu'\nexport { ort }",
  "import { rows } from './rows'\nexport { rows }",
  "import type { Chunk } from 'lodash'\nexport type { Chunk }",
  "import { type Chunk } from 'lodash'\nexport type { Chunk }",
])('%s: is there, or gone when it runs', (source) => {
  expect(marked(unknownImport, source)).toEqual([])
})
