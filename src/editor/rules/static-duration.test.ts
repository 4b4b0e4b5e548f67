import { expect, test } from 'vitest'
import { fixed, marked, typeErrors } from './check.fixture'
import { staticDuration } from './static-duration'

const handler = (gpu: string) => `
import { GPU } from 'sublet'
export const run = ${gpu}
`

test.each([
  'GPU(async (prompt: string, maxTokens: number) => prompt.repeat(maxTokens))',
  "GPU({ size: 'large' }, async (prompt: string, num_steps = 20) => prompt.repeat(num_steps))",
  'GPU({ duration: 30 }, async (tokens: number) => tokens)',
])('%s: the offered callable compiles', (gpu) => {
  const after = fixed(staticDuration, handler(gpu)) ?? ''
  expect(after).toContain('=> Math.min(')
  expect(typeErrors(after)).toEqual([])
  expect(marked(staticDuration, after)).toEqual([])
})

test.each([
  'GPU({ duration: (steps: number) => steps }, async (steps: number) => steps)',
  'GPU({ duration: 5 }, async (steps: number) => steps)',
  'GPU(async (tokens: string[]) => tokens)',
  'GPU(async (stepsize: number) => stepsize)',
])('%s: nothing to offer', (gpu) => {
  expect(marked(staticDuration, handler(gpu))).toEqual([])
})

test('a pattern cannot be named in the callable', () => {
  const source = handler('GPU(async ({ a }: { a: string }, steps: number) => a.repeat(steps))')
  expect(marked(staticDuration, source)).toHaveLength(1)
  expect(fixed(staticDuration, source)).toBeUndefined()
})
