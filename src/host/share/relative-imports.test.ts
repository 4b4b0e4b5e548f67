import { expect, test } from 'vitest'
import { relativeImports } from './relative-imports'

test('what a file of a demo imports of it', () => {
  const source = `import { a } from './lib/a'
import b from "./numbers.json"
import './side.ts'
export * from '../shared/c'
const d = await import('./d')
import { GPU } from 'sublet'`
  expect(relativeImports(source, 'in/handler.ts')).toEqual([
    'in/lib/a.ts',
    'in/numbers.json',
    'in/side.ts',
    'shared/c.ts',
    'in/d.ts',
  ])
})

test('what leads out of the demo is left', () => {
  expect(relativeImports("import '../../secret'\nimport '..//'\nimport './../../x'", 'a/b.ts')).toEqual([])
})
