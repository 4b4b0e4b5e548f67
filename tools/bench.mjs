// npm run bench -- NAME [--json FILE]: runs one benchmark. Exit code 0: every budget that it covers holds; 1: one is
// missed, or the run broke; 2: there is no such benchmark, or something that it needs is not installed.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { BENCHMARKS } from '../bench/benchmarks.mjs'

process.exitCode = await main()

async function main() {
  const { name, json } = readArguments()
  const benchmark = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined
  if (benchmark === undefined) {
    console.error(
      `${name === '' ? '' : `There is no benchmark '${name}'. `}npm run bench -- NAME [--json FILE]\n`,
    )
    for (const [known, { about }] of Object.entries(BENCHMARKS))
      console.error(`  ${known.padEnd(12)}${about}`)
    return 2
  }
  const missing = await whatIsMissing()
  if (missing !== undefined) {
    console.error(`${missing} Run \`npm test\` once: it installs what is missing.`)
    return 2
  }
  const { runBenchmark } = await import('../bench/harness/run.mjs')
  return (await runBenchmark(name, await benchmark.load(), json)) ? 0 : 1
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'string' } },
    })
    return { name: positionals.join(' '), json: values.json }
  } catch (error) {
    console.error(error.message)
    return { name: '', json: undefined }
  }
}

async function whatIsMissing() {
  if (!existsSync('node_modules/.package-lock.json')) return 'The dependencies are not installed.'
  const { findSystemChromium } = await import('./browser/chromium.mjs')
  const { chromium } = await import('@playwright/test')
  if (findSystemChromium() !== undefined || existsSync(chromium.executablePath())) return undefined
  return 'No Chromium or Chrome was found (SUBLET_CHROMIUM=/path/to/chrome names one).'
}
