import { expect, test } from 'vitest'
import { SubletError } from '../protocol/errors'
import type { ToRunner } from '../protocol/runner'
import { createLibraries } from './libraries'

const LIBRARIES = new Map([
  ['typegpu', { typegpu: 'a', './shared.js': 's' }],
  ['typegpu/data', { 'typegpu/data': 'b', './shared.js': 's' }],
])

function setUp() {
  const posted: ToRunner[] = []
  const files = {
    async library(library: string) {
      const found = LIBRARIES.get(library)
      if (found === undefined) throw new SubletError('CompileFailed', `no ${library}`)
      return found
    },
  }
  return { posted, libraries: createLibraries(files, (message) => posted.push(message)) }
}

test('a module is sent to a runner once', async () => {
  const { posted, libraries } = setUp()
  await libraries.send('typegpu')
  await libraries.send('typegpu/data')
  await libraries.send('typegpu')
  expect(posted).toEqual([
    { type: 'imported', library: 'typegpu', modules: { typegpu: 'a', './shared.js': 's' } },
    { type: 'imported', library: 'typegpu/data', modules: { 'typegpu/data': 'b' } },
    { type: 'imported', library: 'typegpu', modules: {} },
  ])
})

test('what is no library is refused', async () => {
  const { posted, libraries } = setUp()
  await libraries.send('__proto__')
  expect(posted).toMatchObject([
    { type: 'notImported', library: '__proto__', error: { code: 'CompileFailed', message: 'no __proto__' } },
  ])
})
