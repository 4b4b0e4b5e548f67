import { expect, test } from 'vitest'
import { fixed, marked, typeErrors } from './check.fixture'
import { importFallback } from './import-fallback'

test('.catch() is a fallback too, and becomes an import', () => {
  const source = `
const { GPU, signal: over } = await import('sublet').catch(() => import('sublet'))
export const run = GPU({ duration: 5 }, async () => over().aborted)
`
  expect(marked(importFallback, source)).toEqual(["import('sublet')"])
  const after = fixed(importFallback, source) ?? ''
  expect(after).toContain("import { GPU, signal as over } from 'sublet'")
  expect(typeErrors(after)).toEqual([])
})

test('an import without a fallback, and a fallback of something else, are left alone', () => {
  const source = `
const { GPU } = await import('sublet')
try {
  await import('onnxruntime-web')
} catch {
  throw new Error('no runtime')
}
export { GPU }
`
  expect(marked(importFallback, source)).toEqual([])
})

test('what is written elsewhere as well is the author’s to sort out', () => {
  const source = `
let GPU: unknown
try { ({ GPU } = await import('sublet')) } catch {}
GPU = 1
`
  expect(marked(importFallback, source)).toHaveLength(1)
  expect(fixed(importFallback, source)).toBeUndefined()
})
