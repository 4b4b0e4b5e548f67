import { expect, test } from 'vitest'
import { marked } from './check.fixture'
import { gpuCallInLoop } from './gpu-call-in-loop'

const handler = (code: string) => `
import { GPU } from 'sublet'
const one = GPU(async (n: number) => n)
const many = GPU(async function* (n: number) { yield n })
export async function run(all: number[]) {
  ${code}
}
`

test.each([
  'for (const n of all) await one(n)',
  'while (all.length > 0) await one(all.pop() ?? 0)',
  'return Promise.all(all.map((n) => one(n)))',
  'for (let n = 0; n < 9; n += 1) { for await (const m of many(n)) all.push(m) }',
])('%s', (code) => {
  expect(marked(gpuCallInLoop, handler(code))).toHaveLength(1)
})

test.each([
  'for await (const n of many(9)) all.push(n)',
  'for (let n = await one(9); n > 0; n -= 1) all.push(n)',
  'for (;;) { try { return await one(1) } catch { continue } }',
  'const later = all.map((n) => () => one(n)); return later[0]?.()',
  'return one(all.length)',
])('%s: one round, or none', (code) => {
  expect(marked(gpuCallInLoop, handler(code))).toEqual([])
})

test('inside a GPU function it runs in the lease of that one', () => {
  const source = `
import { GPU } from 'sublet'
const one = GPU(async (n: number) => n)
async function each(all: number[]) {
  for (const n of all) await one(n)
}
export const outer = GPU(async (all: number[]) => {
  for (const n of all) await one(n)
  await each(all)
})
`
  expect(marked(gpuCallInLoop, source)).toEqual([])
})
