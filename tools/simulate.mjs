// npm run simulate [-- --calls N --demos N --load 0.75 --seed N]: plays thousands of calls through the scheduler's core
// in virtual time, prints the waits against other orders, and writes them to docs/simulation/.
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { rolldown } from 'rolldown'

const OUT = 'docs/simulation'
const BUNDLE = '.cache/simulation/report.mjs'

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '10000' },
    demos: { type: 'string', default: '200' },
    load: { type: 'string', default: '0.75' },
    seed: { type: 'string', default: '1' },
  },
})
const build = await rolldown({ input: 'src/scheduler/simulation/report.ts', platform: 'node' })
await build.write({ file: BUNDLE, format: 'es', codeSplitting: false })
await build.close()
const { createReport } = await import(new URL(`../${BUNDLE}`, import.meta.url).href)
const { calls, demos, load, seed } = values
const { markdown, plots } = createReport(Number(calls), Number(demos), Number(load), Number(seed))
mkdirSync(OUT, { recursive: true })
writeFileSync(`${OUT}/README.md`, markdown)
for (const [name, svg] of Object.entries(plots)) writeFileSync(`${OUT}/${name}`, svg)
console.log(markdown)
