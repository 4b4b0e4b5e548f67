import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { applied, checked, NO_FACTS, typeErrors } from './check.fixture'
import type { Facts } from './rule'
import { RULES } from './rules'
import { sectionOf } from './sections'

const docs = readFileSync('docs/rules.md', 'utf8')

/** What past runs told, where an example says so in words. */
const FACTS: Record<string, Facts> = {
  'generous-duration': { functions: { measure: { p95Seconds: 3.1, runs: 20 } } },
  'duration-above-cap': { functions: {}, tierCapSeconds: 120 },
  'xlarge-unneeded': {
    functions: { measure: { p95Seconds: 4, runs: 8, peakHeldBytes: 900e6, sliceBytes: 4e9 } },
  },
  'cpu-in-lease': { functions: { count: { p95Seconds: 4, runs: 9, cpuShare: 0.7 } } },
}

/** Rules whose bad example is a mistake that no edit can mend without knowing what is meant. */
const WITHOUT_FIX = ['gpu-call-in-loop', 'cpu-in-lease', 'large-state', 'mutable-global', 'fixed-storage']

function example(section: string, which: 'Bad' | 'Good'): string {
  const code = new RegExp(`\\*\\*${which}\\*\\*[^\\n]*\\n+\`\`\`ts\\n(.*?)\`\`\``, 's').exec(section)?.[1]
  if (code === undefined) throw new Error(`There is no ${which} example.`)
  return code
}

test('every rule has its section, in the same order, and there are no others', () => {
  expect([...docs.matchAll(/^## (.+)$/gm)].map(([, id]) => id)).toEqual(RULES.map(({ id }) => id))
})

describe.each(RULES.map(({ id }) => id))('%s', (id) => {
  const section = sectionOf(docs, id) ?? ''
  const facts = FACTS[id] ?? NO_FACTS

  test('fires on its bad example, alone', () => {
    const findings = checked(example(section, 'Bad'), facts)
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set([id]))
    for (const { message } of findings) expect(message, 'one sentence').toMatch(/^[^\n]+[^.]\.$/)
  })

  test('is silent on its good example, which compiles', () => {
    expect(checked(example(section, 'Good'), facts)).toEqual([])
    expect(typeErrors(example(section, 'Good'))).toEqual([])
  })

  test.skipIf(WITHOUT_FIX.includes(id))(
    'has a quick fix after which the example compiles, and it is silent',
    () => {
      let source = example(section, 'Bad')
      for (let rounds = 0; rounds < 3; rounds += 1) {
        const fix = checked(source, facts)[0]?.fix
        if (fix === undefined) break
        source = applied(source, fix.edits)
      }
      expect(checked(source, facts)).toEqual([])
      expect(typeErrors(source)).toEqual([])
      expect(source).not.toBe(example(section, 'Bad'))
    },
  )
})
