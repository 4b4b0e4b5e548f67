import { expect, test, vi } from 'vitest'
import type { ComponentSpec } from '../../protocol/interface'
import type { FromRunner } from '../../protocol/runner'
import { skip } from '../../sdk/skip'
import { createCalls, type Handler } from './calls'

const JSON_OUT: ComponentSpec = { kind: 'json' }
const CANVAS: ComponentSpec = { kind: 'canvas', width: 4, height: 2 }

/** Posts go through structured clone, as over a real port. */
function setUp(outputs: ComponentSpec[] = [JSON_OUT]) {
  const posted: FromRunner[] = []
  const given = new WeakSet<object>()
  const calls = createCalls({
    post: (message, transfer = []) => posted.push(structuredClone(message, { transfer })),
    given: (value) => given.has(value),
  })
  const run = (
    fn: Handler['fn'],
    inputs: unknown[] = [],
    call = '1',
    canvases: (OffscreenCanvas | null)[] = [],
    views: unknown[] = [],
  ) => calls.run(call, inputs, canvases, { fn, outputs, views })
  function give<T extends object>(value: T): T {
    given.add(value)
    return value
  }
  return { posted, calls, run, give }
}

/** When all that can happen by itself has happened. */
const quiet = () => new Promise((resolve) => setTimeout(resolve))

const told = (posted: FromRunner[]) =>
  posted.map((message) =>
    'outputs' in message ? [message.type, message.outputs, message.skipped] : message.type,
  )

test('one output is returned bare, several as an array', async () => {
  const one = setUp()
  await one.run((a, b) => [a, b], [2, 3])
  expect(one.posted).toEqual([{ type: 'returned', call: '1', outputs: [[2, 3]], skipped: [] }])
  const two = setUp([JSON_OUT, JSON_OUT])
  await two.run((a, b) => [a, b], [2, 3])
  expect(two.posted).toEqual([{ type: 'returned', call: '1', outputs: [2, 3], skipped: [] }])
})

test.each([
  [[1], 'an array of 1'],
  ['text', 'string'],
  [undefined, 'undefined'],
])('%j for two outputs is a mistake that is told', async (value, got) => {
  const { posted, run } = setUp([JSON_OUT, CANVAS])
  await run(() => value)
  expect(posted).toMatchObject([
    {
      type: 'threw',
      error: { code: 'HandlerFailed', message: `The handler has 2 outputs and returned ${got}.` },
    },
  ])
})

test.each([
  [
    'async',
    async function* () {
      yield 'one'
      yield 'two'
      return 'not shown'
    },
  ],
  [
    'plain',
    function* () {
      yield 'one'
      yield 'two'
    },
  ],
])('an %s generator streams, and its last value stays as the result', async (_, fn) => {
  const { posted, run } = setUp()
  await run(fn)
  expect(told(posted)).toEqual([
    ['yield', ['one'], []],
    ['yield', ['two'], []],
    ['returned', [undefined], [0]],
  ])
})

test('arrays and maps are values, no streams', async () => {
  const { posted, run } = setUp()
  await run(() => new Map([['a', 1]]))
  expect(told(posted)).toEqual([['returned', [new Map([['a', 1]])], []]])
})

test('outputs can be skipped, one by one or all at once', async () => {
  const { posted, run } = setUp([JSON_OUT, JSON_OUT])
  await run(() => [skip(), 2])
  await run(() => skip())
  expect(told(posted)).toEqual([
    ['returned', [undefined, 2], [0]],
    ['returned', [undefined, undefined], [0, 1]],
  ])
})

test('nothing is returned for a canvas', async () => {
  const alone = setUp([CANVAS])
  await alone.run(async () => undefined)
  const beside = setUp([JSON_OUT, CANVAS])
  await beside.run(() => [1, undefined])
  await beside.run(() => [1, 'a picture'])
  expect(told([...alone.posted, ...beside.posted])).toEqual([
    ['returned', [undefined], [0]],
    ['returned', [1, undefined], [1]],
    'threw',
  ])
  expect(beside.posted[1]).toMatchObject({
    error: { message: expect.stringContaining('outputs[1] is a Canvas') },
  })
})

test("a handler draws on the page's canvas of its output; where the page gives none, on one of its own", async () => {
  const { posted, calls, run } = setUp([JSON_OUT, CANVAS, CANVAS])
  const views = [{}, {}, {}]
  const given = new OffscreenCanvas(10, 10)
  await run(
    () => {
      const running = calls.current()
      expect(running?.canvas(views[1])).toBe(given)
      const own = running?.canvas(views[2])
      expect(own).toMatchObject({ width: 4, height: 2 })
      expect(running?.canvas(views[2])).toBe(own)
      for (const other of [views[0], {}, undefined]) {
        expect(() => running?.canvas(other)).toThrowError(expect.objectContaining({ code: 'HandlerFailed' }))
      }
      return skip()
    },
    [],
    '1',
    [null, given, null],
    views,
  )
  // An assertion that failed in there would be thrown.
  expect(told(posted)).toEqual([['returned', [undefined, undefined, undefined], [0, 1, 2]]])
})

test('what cannot be cloned is named by its path, returned or yielded', async () => {
  const { posted, run } = setUp([JSON_OUT, JSON_OUT])
  await run(() => [{ done: () => 1 }, 1])
  await run(async function* () {
    yield [1, { deep: Symbol('x') }]
  })
  expect(posted).toMatchObject([
    { type: 'threw', error: { code: 'NotCloneable', message: 'outputs[0].done is a function.' } },
    { type: 'threw', error: { code: 'NotCloneable', message: 'outputs[1].deep is a symbol.' } },
  ])
})

test('what the browser refuses after all is told as well', async () => {
  const { posted, run, give } = setUp()
  const heap = new WebAssembly.Memory({ initial: 1 }).buffer
  await run(() => give({ heap }))
  expect(posted).toMatchObject([{ type: 'threw', error: { code: 'NotCloneable' } }])
})

test('images cross as they are', async () => {
  const { posted, run, give } = setUp()
  const bitmap = await createImageBitmap(new ImageData(2, 3))
  await run(() => [new ImageData(4, 5), new Blob(['x']), new File(['y'], 'y.txt'), give([bitmap])])
  expect(posted).toMatchObject([
    { outputs: [[{ width: 4, height: 5 }, { size: 1 }, { name: 'y.txt' }, [{ width: 2, height: 3 }]]] },
  ])
  expect(bitmap.width).toBe(0)
})

test('what was transferred by a yield is gone, and to hand it out again is told', async () => {
  const { posted, run, give } = setUp([JSON_OUT, JSON_OUT])
  const pixels = new Uint8Array([1, 2])
  const label = new Uint8Array([3])
  await run(async function* () {
    yield give([pixels, { label }])
    expect([pixels.length, label.length]).toEqual([0, 0])
    yield [pixels, 1]
  })
  expect(posted).toMatchObject([
    { type: 'yield', outputs: [new Uint8Array([1, 2]), { label: new Uint8Array([3]) }] },
    {
      type: 'threw',
      error: {
        code: 'NotCloneable',
        message: 'outputs[0] is a Uint8Array that was transferred before: there is nothing left in it.',
      },
    },
  ])
})

test('a generator whose value cannot leave is ended', async () => {
  const { posted, run } = setUp()
  const cleanedUp = vi.fn()
  await run(async function* () {
    try {
      yield () => 1
    } finally {
      cleanedUp()
    }
  })
  expect(posted).toMatchObject([{ type: 'threw', error: { code: 'NotCloneable' } }])
  expect(cleanedUp).toHaveBeenCalledTimes(1)
})

test('what is thrown keeps its name, message and stack', async () => {
  const { posted, run, calls } = setUp()
  await run(() => Promise.reject(new RangeError('no three')))
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
  const { posted, run } = setUp()
  await run(() => Promise.reject(new Error('x'.repeat(1e6))))
  const [threw] = posted
  expect(threw?.type === 'threw' && threw.error.message.length).toBe(20_000)
})

test('the last progress comes before the result', async () => {
  const { posted, run, calls } = setUp()
  await run(async () => {
    for (let step = 0; step <= 1000; step++) calls.current()?.progress(step / 1000, `${step}`)
    return 'done'
  })
  expect(posted).toEqual([
    { type: 'progress', call: '1', fraction: 0, text: '0' },
    { type: 'progress', call: '1', fraction: 1, text: '1000' },
    { type: 'returned', call: '1', outputs: ['done'], skipped: [] },
  ])
})

test('Stop fires the signal of the call, which fails when its handler has ended, whatever that comes to', async () => {
  const { posted, calls, run } = setUp()
  const handler = Promise.withResolvers<string>()
  const reasons: unknown[] = []
  const running = run(() => {
    const signal = calls.current()?.signal
    signal?.addEventListener('abort', () => reasons.push(signal.reason))
    return handler.promise
  })
  calls.cancel('0')
  await quiet()
  expect(reasons).toEqual([])
  calls.cancel('1')
  expect(reasons).toMatchObject([{ code: 'Cancelled' }])
  await quiet()
  expect(posted).toEqual([])
  expect(calls.current()?.id).toBe('1')
  handler.resolve('too late')
  await running
  calls.cancel('1')
  expect(posted).toMatchObject([{ type: 'threw', call: '1', error: { code: 'Cancelled' } }])
  expect(calls.current()).toBeUndefined()
})

test('Stop ends a generator: it cleans up, and yields nothing more', async () => {
  const { posted, calls, run } = setUp()
  const order: string[] = []
  const running = run(async function* () {
    try {
      for (;;) {
        yield 'value'
        await quiet()
      }
    } finally {
      await quiet()
      order.push('cleaned up')
    }
  }).then(() => order.push('settled'))
  await vi.waitFor(() => expect(posted.length).toBeGreaterThan(0))
  calls.cancel('1')
  const yielded = posted.length
  await running
  expect(order).toEqual(['cleaned up', 'settled'])
  expect(posted).toHaveLength(yielded + 1)
  expect(posted.at(-1)).toMatchObject({ type: 'threw', error: { code: 'Cancelled' } })
})
