import type { Size, Tier } from '../../protocol/pool'
import { createRandom } from './random'

export interface SimulatedCall {
  at: number
  tier: Tier
  demo: string
  seconds: number
  size: Size
  attachMs: number
  /** What it would take; past its declared seconds it is aborted. */
  runMs: number
}

const TIERS: readonly Tier[] = ['unauthenticated', 'free', 'pro']
const DECLARED = [5, 15, 30, 60] as const

/**
 * Calls of many demos, arriving at random: each demo declares its seconds and needs some part of them, most of them
 * less than half, a few more than all. `load` is the part of the pool's time that they ask for.
 */
export function createWorkload(seed: number, calls: number, demos: number, load: number): SimulatedCall[] {
  const random = createRandom(seed)
  const known = Array.from({ length: demos }, (_, index) => ({
    demo: `demo ${index}`,
    seconds: DECLARED[Math.floor(random.uniform() * DECLARED.length)] ?? 60,
    used: Math.min(1.2, random.logNormal(0.4, 0.5)),
    size: random.uniform() < 0.15 ? ('xlarge' as const) : ('large' as const),
  }))
  const made: SimulatedCall[] = []
  for (let call = 0; call < calls; call++) {
    const of = known[Math.floor(random.uniform() * known.length)]
    const tier = TIERS[Math.floor(random.uniform() * TIERS.length)]
    if (!of || !tier) continue
    const { demo, seconds, used, size } = of
    const runMs = seconds * 1000 * used * random.logNormal(1, 0.2)
    made.push({ at: 0, tier, demo, seconds, size, attachMs: 100 + 400 * random.uniform(), runMs })
  }
  // Slot time over the two slots, at this load.
  const work = made.reduce((sum, { attachMs, runMs, seconds, size }) => {
    return sum + (attachMs + Math.min(runMs, seconds * 1000)) * (size === 'xlarge' ? 2 : 1)
  }, 0)
  const gapMs = work / made.length / 2 / load
  let at = 0
  for (const call of made) {
    at += random.exponential(gapMs)
    call.at = at
  }
  return made
}
