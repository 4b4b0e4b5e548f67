/** Reads what the test runners write as JSON: counts, and what failed, or passed only when tried again, in a line each. */

/** @typedef {{ passed: number, failed: number, failures: string[], unsteady: string[] }} Totals */
/** @typedef {{ status: string, fullName: string, failureMessages: string[] }} VitestTest */
/** @typedef {{ name: string, message: string, status: string, assertionResults: VitestTest[] }} VitestFile */
/** @typedef {{ status?: string, results: { errors: { message?: string }[] }[] }} PlaywrightTest */
/** @typedef {{ file: string, title: string, ok: boolean, tests: PlaywrightTest[] }} PlaywrightSpec */
/** @typedef {{ specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite */
/** @typedef {{ expected?: number, unexpected?: number, flaky?: number }} PlaywrightStats */

/**
 * @param {{ numPassedTests?: number, numFailedTests?: number, testResults?: VitestFile[] }} report of vitest's reporter `json`
 * @returns {Totals}
 */
export function ofVitest({ numPassedTests: passed = 0, numFailedTests: failed = 0, testResults = [] }) {
  const failures = testResults.flatMap(({ name, message, status, assertionResults }) => {
    const failedTests = assertionResults.filter((test) => test.status === 'failed')
    // It broke before its tests could run.
    if (status === 'failed' && failedTests.length === 0) return [line(name, message)]
    return failedTests.map((test) => line(`${name} › ${test.fullName}`, test.failureMessages[0]))
  })
  return { passed, failed, failures, unsteady: [] }
}

/**
 * @param {{ stats?: PlaywrightStats, suites?: PlaywrightSuite[], errors?: { message?: string }[] }} report of Playwright's
 *   reporter `json`
 * @returns {Totals}
 */
export function ofPlaywright({ stats = {}, suites = [], errors = [] }) {
  const { expected = 0, unexpected = 0, flaky = 0 } = stats
  const specs = suites.flatMap(specsOf)
  const failures = [
    ...errors.map(({ message }) => line('outside the tests', message)),
    ...specs.filter(({ ok }) => !ok).map(firstError),
  ]
  const unsteady = specs
    .filter(({ ok, tests }) => ok && tests.some(({ status }) => status === 'flaky'))
    .map(firstError)
  return { passed: expected + flaky, failed: unexpected, failures, unsteady }
}

/** @param {PlaywrightSpec} spec */
function firstError({ file, title, tests }) {
  const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors))
  return line(`${file} › ${title}`, errors[0]?.message)
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {PlaywrightSpec[]}
 */
function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}

/**
 * @param {string} name
 * @param {string} [message] its first line that says something
 */
function line(name, message = '') {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
  const plain = message.replaceAll(/\x1b\[\d+m/g, '')
  return `${name}: ${plain.split('\n').find((text) => text.trim() !== '') ?? 'without a message'}`
}
