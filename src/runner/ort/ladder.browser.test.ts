import * as v from 'valibot'
import { expect, test } from 'vitest'
import { inWorker } from '../gpu/in-worker.fixture'

/** Of the one weight of the model. */
const WEIGHT_BYTES = 6144

const levelsSchema = v.array(v.object({ level: v.string(), said: v.number(), counted: v.number() }))

test('at each level a runner says to the byte what its device holds', async () => {
  const levels = v.parse(levelsSchema, await inWorker(new URL('./ladder.fixture.ts', import.meta.url)))
  expect(levels.map(({ said }) => said)).toEqual(levels.map(({ counted }) => counted))

  const names = levels.map(({ level }) => level)
  const round = ['attached', 'leased', 'warm', 'cool', 'attached', 'leased', 'idle']
  expect(names).toEqual(['loaded', ...round, ...round])
  const held = (level: string): number[] =>
    levels.filter((one) => one.level === level).map(({ said }) => said)
  expect(held('loaded')).toEqual([0])
  expect(held('idle')).toEqual([0, 0])
  const [warm = 0, warmAgain] = held('warm')
  expect(warm).toBeGreaterThanOrEqual(WEIGHT_BYTES)
  expect(warmAgain).toBe(warm)
  for (const cool of held('cool')) expect(warm - cool).toBe(WEIGHT_BYTES)
})
