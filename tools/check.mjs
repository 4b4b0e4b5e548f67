// npm run check: everything that must hold before a change lands, the same here and in CI, which has run the tests before
// and leaves them out: npm run check -- --no-tests
import { mkdirSync, writeFileSync } from 'node:fs'
import { ensureChromium, ensureDependencies, run } from './setup.mjs'

ensureDependencies()
await ensureChromium()

const TESTS = 'unit and browser tests'
const steps = [
  ['format and lint', 'npx', ['biome', 'ci', '.']],
  ['types', 'npx', ['tsc', '-p', '.']],
  ['types of the demos', 'npx', ['tsc', '-p', 'src/demos']],
  ['types of the service worker', 'npx', ['tsc', '-p', 'src/offline']],
  ['rooms: who imports whom, no cycles', 'npx', ['depcruise', 'src', '--config', 'tools/rooms.cjs']],
  ['unused code', 'npx', ['knip']],
  [TESTS, 'npx', ['vitest', 'run', '--reporter=dot']],
  ['build', 'npx', ['vite', 'build', '--logLevel', 'warn']],
  ['first load of the gallery', 'node', ['tools/first-load.mjs', 'dist']],
].filter(([name]) => name !== TESTS || !process.argv.includes('--no-tests'))

const failed = []
for (const [name, command, args] of steps) {
  console.log(`\n— ${name}`)
  if (!run(command, args, { env: { ...process.env, NO_COLOR: '1' } })) failed.push(name)
}

mkdirSync('.test-results', { recursive: true })
const totals = { passed: steps.length - failed.length, failed: failed.length, failures: failed }
writeFileSync('.test-results/check.json', JSON.stringify(totals))
console.log(failed.length === 0 ? '\nAll checks hold.' : `\nFailed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
