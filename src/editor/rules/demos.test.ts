import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { checked, NO_FACTS } from './check.fixture'

/** What a demo or a template brings along is checked as well: the editor shows all of it. */
const FILES = readdirSync('src/demos', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.includes('/') && path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => `src/demos/${path}`)

test('every demo and every template is among them', () => {
  const handlers = FILES.filter((path) => path.endsWith('/handler.ts'))
  const count = (folder: string) =>
    readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).length
  // The folder of the templates is no demo.
  expect(handlers).toHaveLength(count('src/demos') - 1 + count('src/demos/templates'))
})

/** What ships with the site is an example: our own rules have nothing to say of it. */
test.each(FILES)('%s: the rules find nothing', (path) => {
  const source = readFileSync(path, 'utf8')
  const found = checked(source, NO_FACTS, resolve(path))
  expect(found.map(({ rule, start, end }) => `${rule}: ${source.slice(start, end)}`)).toEqual([])
})
