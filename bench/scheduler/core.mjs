import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const OUT = resolve('.cache/bench-core/load.mjs')
const EVENTS = 20_000

/**
 * Milliseconds for 1,000 events of the core in plain Node, bundled as the worker is: with a short and a long queue,
 * in turn.
 */
export async function measureCore(rounds) {
  const build = await rolldown({ input: 'bench/scheduler/load.ts', platform: 'node' })
  await build.write({ file: OUT, format: 'es', codeSplitting: false })
  await build.close()
  const { createLoad } = await import(pathToFileURL(OUT).href)
  const loads = { few: createLoad(1_000), many: createLoad(100_000) }
  const samples = { few: [], many: [] }
  // The first rounds are for the compiler.
  for (const load of Object.values(loads)) load.run(10 * EVENTS)
  for (let round = 0; round < rounds; round++) {
    for (const [name, load] of Object.entries(loads)) {
      const from = performance.now()
      const events = load.run(EVENTS)
      samples[name].push(((performance.now() - from) / events) * 1_000)
    }
  }
  return samples
}
