import { readFileSync } from 'node:fs'
import { applied, checked, NO_FACTS } from '../src/editor/rules/check.fixture'
import type { Facts } from '../src/editor/rules/rule'
import { sectionOf } from '../src/editor/rules/sections'
import { expect, test } from './site'
import { typeHandler } from './type-handler'

const docs = readFileSync('docs/rules.md', 'utf8')

/** The rules with a quick fix; what past runs must have told; the rest of a demo, and what it then shows. */
const FIXES: { rule: string; facts?: Facts; outcome: string; shows: string | RegExp }[] = [
  { rule: 'model-in-gpu-function', outcome: 'classify(new Float32Array(64))', shows: /-?\d\.\d/ },
  { rule: 'lazy-model', outcome: "tell('Once')", shows: 'Once' },
  { rule: 'gpu-at-module-scope', outcome: 'classify(pixels)', shows: /-?\d\.\d/ },
  { rule: 'provider-without-fallback', outcome: "tell('Once')", shows: 'Once' },
  { rule: 'import-fallback', outcome: "greet('you')", shows: 'hello you' },
  { rule: 'unknown-import', outcome: "tell('Once')", shows: 'Once' },
  {
    rule: 'generous-duration',
    facts: { functions: { measure: { p95Seconds: 3.1, runs: 20 } } },
    outcome: "measure('seven')",
    shows: '5',
  },
  {
    rule: 'duration-above-cap',
    facts: { functions: {}, tierCapSeconds: 120 },
    outcome: "measure('seven')",
    shows: '5',
  },
  { rule: 'static-duration', outcome: "paint('ab', 3)", shows: 'ababab' },
  {
    rule: 'xlarge-unneeded',
    facts: {
      functions: { measure: { p95Seconds: 4, runs: 8, peakHeldBytes: 900e6, sliceBytes: 4e9 } },
    },
    outcome: "measure('seven')",
    shows: '5',
  },
  { rule: 'gpu-value-returned', outcome: 'classify(pixels)', shows: /-?\d\.\d/ },
  { rule: 'not-cloneable', outcome: '', shows: '"length": 5' },
]

for (const { rule, facts = NO_FACTS, outcome, shows } of FIXES) {
  test(`what the quick fix of ${rule} leaves runs`, async ({ site }) => {
    const { page } = site
    await typeHandler(site, demoOf(fixedExample(rule, facts), outcome))
    await page.keyboard.press('ControlOrMeta+Enter')
    const result = page.getByRole('region', { name: 'Result' })
    await expect(result).toHaveAttribute('data-phase', 'done', { timeout: 60_000 })
    await expect(result).toContainText(shows)
  })
}

/** The bad example of docs/rules.md, after its fixes. */
function fixedExample(rule: string, facts: Facts): string {
  const section = sectionOf(docs, rule) ?? ''
  let source = /\*\*Bad\*\*[^\n]*\n+```ts\n(.*?)```/s.exec(section)?.[1] ?? ''
  const bad = source
  for (let rounds = 0; rounds < 3; rounds += 1) {
    const fix = checked(source, facts)[0]?.fix
    if (fix === undefined) break
    source = applied(source, fix.edits)
  }
  expect(source).not.toBe(bad)
  return source
}

/** @param outcome of a call of what the example exports; empty where it is a demo already */
function demoOf(source: string, outcome: string): string {
  if (outcome === '') return source.replace("label: 'Word'", "label: 'Word', value: 'seven'")
  const needs = outcome.includes('pixels')
    ? "const pixels = new ort.Tensor('float32', new Float32Array(64), [1, 1, 8, 8])\n"
    : ''
  return `${source}
import { Interface as Whole, JSON as Shown } from 'sublet'
${needs}
export default Whole({
  title: 'Fixed',
  inputs: [],
  outputs: [Shown({ label: 'Outcome' })],
  fn: async () => globalThis.JSON.stringify(await ${outcome}, (_, value) => (ArrayBuffer.isView(value) ? [...(value as Float32Array)] : value)),
})
`
}
