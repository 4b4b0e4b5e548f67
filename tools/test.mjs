// npm test: installs what is missing, then runs unit, browser and end-to-end tests in Chromium.
// npm test -- long: what takes its time, the conformance set, the architectures of Transformers.js, the attacks, faults,
// each view, and the tests in Firefox; CI runs it as well.
// npm test -- unit|e2e|conformance|transformers|hostile|faults|pages|firefox [filter…] runs one part.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { ofPlaywright, ofVitest } from './reports.mjs'
import { ensureChromium, ensureDependencies, ensureFirefox, run } from './setup.mjs'

const OUT = '.test-results'
const [part = 'test', ...filters] = process.argv.slice(2)

ensureDependencies()
await ensureChromium()
mkdirSync(OUT, { recursive: true })

const parts = {
  unit: () => {
    rmSync(`${OUT}/vitest.json`, { force: true })
    const ok = run('npx', [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${OUT}/vitest.json`,
      ...filters,
    ])
    return { ok, ...ofVitest(report('vitest.json')) }
  },
  e2e: () => endToEnd('chromium'),
  conformance: () => endToEnd('conformance'),
  transformers: () => endToEnd('transformers'),
  hostile: () => endToEnd('hostile'),
  faults: () => endToEnd('faults'),
  pages: () => endToEnd('pages'),
  firefox: async () => {
    if (await ensureFirefox()) return endToEnd('firefox')
    console.log(
      '\nFIREFOX WAS NOT TESTED: none was found, or no Vulkan for its WebGPU.\n' +
        "Install Firefox (on Linux also Mesa's lavapipe), or name one: SUBLET_FIREFOX=/path/to/firefox npm test",
    )
    // Who visits need not have it; who vouches for a change must.
    return { ok: !process.env.CI, passed: 0, failed: 0, failures: [], unsteady: [] }
  },
}

function endToEnd(project) {
  // What another run left is not this one's.
  rmSync(`${OUT}/playwright.json`, { force: true })
  const ok = run('npx', ['playwright', 'test', `--project=${project}`, ...filters])
  return { ok, ...ofPlaywright(report('playwright.json')) }
}

const SEVERAL = {
  test: ['unit', 'e2e'],
  long: ['conformance', 'transformers', 'hostile', 'faults', 'pages', 'firefox'],
}
const chosen = SEVERAL[part] ?? [part]
if (!chosen.every((name) => Object.hasOwn(parts, name))) {
  console.error(`npm test [-- ${[...Object.keys(SEVERAL), ...Object.keys(parts)].join('|')} [filter…]]`)
  process.exit(2)
}
const file = `${OUT}/${part}.json`
rmSync(file, { force: true })
const totals = { passed: 0, failed: 0, failures: [], unsteady: [] }
for (const name of chosen) {
  const { ok, passed, failed, failures, unsteady } = await parts[name]()
  totals.passed += passed
  // A runner that broke before it could count is a failure too.
  totals.failed += !ok && failed === 0 ? 1 : failed
  const broke = !ok && failed === 0 && failures.length === 0
  totals.failures.push(...(broke ? [`${name} broke`] : failures))
  totals.unsteady.push(...unsteady)
}
writeFileSync(file, JSON.stringify(totals))
for (const test of totals.unsteady) console.log(`passed at the second try: ${test}`)
for (const failure of totals.failures) console.log(`failed: ${failure}`)
console.log(`\n${totals.passed} passed, ${totals.failed} failed`)
process.exitCode = totals.failed === 0 ? 0 : 1

/** What a test runner wrote; nothing, if it did not get that far. */
function report(name) {
  try {
    return JSON.parse(readFileSync(`${OUT}/${name}`, 'utf8'))
  } catch (error) {
    console.error(`${name}: ${error.message}`)
    return {}
  }
}
