import { expect, test } from 'vitest'
import { ofPlaywright, ofVitest } from './reports.mjs'

test('of vitest: each failed test with its message, and a file that broke', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    testResults: [
      {
        name: 'src/a.test.ts',
        status: 'failed',
        message: '',
        assertionResults: [
          { status: 'passed', fullName: 'adds', failureMessages: [] },
          {
            status: 'failed',
            fullName: 'subtracts',
            failureMessages: ['\n\u001b[31mexpected 1\u001b[39m\n at a'],
          },
        ],
      },
      { name: 'src/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
    ],
  }
  expect(ofVitest(report)).toEqual({
    passed: 3,
    failed: 1,
    failures: ['src/a.test.ts › subtracts: expected 1', 'src/b.test.ts: Cannot find module'],
    unsteady: [],
  })
})

test('of Playwright: specs in suites however deep, and what failed outside of them', () => {
  const spec = { file: 'share.spec.ts', title: 'runs nothing', ok: false }
  const tests = [{ results: [{ errors: [{ message: 'Timeout' }] }] }]
  const suites = [
    { specs: [{ ...spec, ok: true, tests }], suites: [{ specs: [{ ...spec, title: 'asks', tests }] }] },
  ]
  const errors = [{ message: 'the server did not start' }]
  expect(ofPlaywright({ stats: { expected: 8, unexpected: 1, flaky: 0 }, suites, errors })).toEqual({
    passed: 8,
    failed: 1,
    failures: ['outside the tests: the server did not start', 'share.spec.ts › asks: Timeout'],
    unsteady: [],
  })
})

test('of Playwright: what passed only when it was tried again has passed, and is named', () => {
  const tests = [{ status: 'flaky', results: [{ errors: [{ message: 'Timeout' }] }, { errors: [] }] }]
  const suites = [{ specs: [{ file: 'tabs.spec.ts', title: 'stay open', ok: true, tests }] }]
  expect(ofPlaywright({ stats: { expected: 2, unexpected: 0, flaky: 1 }, suites })).toEqual({
    passed: 3,
    failed: 0,
    failures: [],
    unsteady: ['tabs.spec.ts › stay open: Timeout'],
  })
})

test('a runner that wrote nothing has passed nothing', () => {
  const nothing = { passed: 0, failed: 0, failures: [], unsteady: [] }
  expect(ofVitest({})).toEqual(nothing)
  expect(ofPlaywright({})).toEqual(nothing)
})
