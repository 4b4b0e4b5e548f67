import { expect, test } from 'vitest'
import { failedOutputs, failedSession, NO_SESSION } from './failed'

const ERROR = new Error('out of memory')

test('outputs of a run that failed can be awaited, and throw its error when they are walked', async () => {
  const outputs = await Promise.resolve(failedOutputs(ERROR))
  expect(() => {
    for (const _ in outputs) break
  }).toThrow(ERROR)
  expect(() => Object.entries(outputs)).toThrow(ERROR)
})

test('a session that failed can be awaited, and throws its error when something is noted on it', async () => {
  const session = await Promise.resolve(failedSession(NO_SESSION, ERROR))
  expect(() => Object.assign(session, { config: {} })).toThrow(ERROR)
  await expect(session.run({})).rejects.toThrow('was not created')
})
