import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRuleChecks } from './rule-checks'
import type { Finding } from './rules/rule'

const FINDING: Finding = { rule: 'fixed-storage', start: 0, end: 1, severity: 'error', message: 'It throws.' }

interface Answer {
  resolve(findings: readonly Finding[]): void
  reject(cause: unknown): void
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  let version = 1
  const answers: Answer[] = []
  const found: (readonly Finding[])[] = []
  const failed: unknown[] = []
  const checks = createRuleChecks<readonly Finding[]>({
    find: () => new Promise((resolve, reject) => answers.push({ resolve, reject })),
    version: () => version,
    onFound: (findings) => found.push(findings),
    onFailed: (cause) => failed.push(cause),
    delay: 300,
  })
  const edit = () => {
    version += 1
    checks.changed()
  }
  return { checks, answers, found, failed, edit }
}

/** Lets what was answered arrive. */
const settled = () => vi.advanceTimersByTimeAsync(0)

test('while keys are typed nothing is asked; after a pause once', async () => {
  const { answers, found, edit } = setUp()
  for (let key = 0; key < 5; key += 1) {
    edit()
    vi.advanceTimersByTime(299)
  }
  expect(answers).toHaveLength(0)
  vi.advanceTimersByTime(1)
  expect(answers).toHaveLength(1)
  answers[0]?.resolve([FINDING])
  await settled()
  expect(found).toEqual([[FINDING]])
})

test('an answer about a text that is no more is dropped', async () => {
  const { answers, found, edit } = setUp()
  edit()
  vi.advanceTimersByTime(300)
  edit()
  answers[0]?.resolve([FINDING])
  await settled()
  expect(found).toEqual([])
})

test('of two questions about the same text the later one counts', async () => {
  const { checks, answers, found } = setUp()
  checks.changed()
  vi.advanceTimersByTime(300)
  checks.changed()
  vi.advanceTimersByTime(300)
  answers[1]?.resolve([])
  answers[0]?.resolve([FINDING])
  await settled()
  expect(found).toEqual([[]])
})

test('a failure is told; after close nothing is', async () => {
  const { checks, answers, failed, found } = setUp()
  checks.changed()
  vi.advanceTimersByTime(300)
  answers[0]?.reject(new Error('no worker'))
  await settled()
  expect(failed).toEqual([new Error('no worker')])
  checks.changed()
  vi.advanceTimersByTime(300)
  checks.close()
  checks.close()
  answers[1]?.resolve([FINDING])
  await settled()
  expect(found).toEqual([])
})
