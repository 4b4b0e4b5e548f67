import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checked } from './check.fixture'

const DEMOS = readdirSync('src/demos')
  .map((name) => `src/demos/${name}/handler.ts`)
  .filter((path) => existsSync(path))

const KNOWN: Record<string, string[]> = {
  'src/demos/chat/handler.ts': ["provider-without-fallback: 'webgpu'"],
  'src/demos/stories/handler.ts': ["provider-without-fallback: 'webgpu'"],
}

/** A false alarm is worse than a miss: what ships with the site is as its authors want it. */
test.each(DEMOS)('%s: the rules find what is known', (path) => {
  const source = readFileSync(path, 'utf8')
  const found = checked(source).map(({ rule, start, end }) => `${rule}: ${source.slice(start, end)}`)
  expect(found).toEqual(KNOWN[path] ?? [])
})
