import { expect, test, vi } from 'vitest'
import type { FromRunner } from '../../protocol/runner'
import { createCalls } from './calls'

/** Posts go through structured clone, as over a real port. */
function setUp() {
  const posted: FromRunner[] = []
  const calls = createCalls((message) => posted.push(structuredClone(message)))
  return { posted, calls }
}

test('one output is returned bare, several as an array', async () => {
  const { posted, calls } = setUp()
  await calls.run('1', [2, 3], { fn: (a, b) => [a, b], outputs: 1 })
  await calls.run('2', [2, 3], { fn: (a, b) => [a, b], outputs: 2 })
  expect(posted).toEqual([
    { type: 'returned', call: '1', outputs: [[2, 3]] },
    { type: 'returned', call: '2', outputs: [2, 3] },
  ])
})

test.each([
  [[1], 'an array of 1'],
  ['text', 'string'],
  [undefined, 'undefined'],
])('%j for two outputs is a mistake that is told', async (value, got) => {
  const { posted, calls } = setUp()
  await calls.run('1', [], { fn: () => value, outputs: 2 })
  expect(posted).toMatchObject([
    {
      type: 'threw',
      error: { code: 'HandlerFailed', message: `The handler has 2 outputs and returned ${got}.` },
    },
  ])
})

test('a generator streams, and its last value is the result', async () => {
  const { posted, calls } = setUp()
  async function* fn() {
    yield 'one'
    yield 'two'
  }
  await calls.run('1', [], { fn, outputs: 1 })
  expect(posted.map(({ type, ...rest }) => [type, 'outputs' in rest && rest.outputs])).toEqual([
    ['yield', ['one']],
    ['yield', ['two']],
    ['returned', ['two']],
  ])
})

test('what cannot be cloned is named by its path, returned or yielded', async () => {
  const { posted, calls } = setUp()
  await calls.run('1', [], { fn: () => ({ done: () => 1 }), outputs: 1 })
  async function* fn() {
    yield [1, { deep: Symbol('x') }]
  }
  await calls.run('2', [], { fn, outputs: 2 })
  expect(posted).toMatchObject([
    { type: 'threw', call: '1', error: { code: 'NotCloneable', message: 'outputs[0].done is a function.' } },
    { type: 'threw', call: '2', error: { code: 'NotCloneable', message: 'outputs[1].deep is a symbol.' } },
  ])
})

test('what is thrown keeps its name, message and stack', async () => {
  const { posted, calls } = setUp()
  await calls.run('1', [], { fn: () => Promise.reject(new RangeError('no three')), outputs: 1 })
  expect(posted).toMatchObject([
    {
      type: 'threw',
      error: {
        code: 'HandlerFailed',
        message: 'RangeError: no three',
        stack: expect.stringContaining('calls.browser.test'),
      },
    },
  ])
  expect(calls.current()).toBeUndefined()
})

test('an error of any length arrives', async () => {
  const { posted, calls } = setUp()
  await calls.run('1', [], { fn: () => Promise.reject(new Error('x'.repeat(1e6))), outputs: 1 })
  const [threw] = posted
  expect(threw?.type === 'threw' && threw.error.message.length).toBe(20_000)
})

test('a call that is stopped settles at once, whatever its handler does', async () => {
  const { posted, calls } = setUp()
  const running = calls.run('1', [], { fn: () => new Promise(() => undefined), outputs: 1 })
  calls.cancel('0')
  await new Promise((resolve) => setTimeout(resolve))
  expect(posted).toEqual([])
  expect(calls.current()).toBe('1')
  calls.cancel('1')
  await running
  expect(posted).toMatchObject([{ type: 'threw', call: '1', error: { code: 'Cancelled' } }])
  expect(calls.current()).toBeUndefined()
})

test('what a stopped handler comes to later is dropped, and a late Stop is too', async () => {
  const { posted, calls } = setUp()
  const handler = Promise.withResolvers<string>()
  const running = calls.run('1', [], { fn: () => handler.promise, outputs: 1 })
  calls.cancel('1')
  await running
  const unhandled = vi.fn()
  addEventListener('unhandledrejection', unhandled)
  handler.reject(new Error('too late'))
  calls.cancel('1')
  await new Promise((resolve) => setTimeout(resolve))
  removeEventListener('unhandledrejection', unhandled)
  expect(posted).toHaveLength(1)
  expect(unhandled).not.toHaveBeenCalled()
})
