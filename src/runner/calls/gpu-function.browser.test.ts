import { expect, test, vi } from 'vitest'
import { SubletError } from '../../protocol/errors'
import { createGpuFunctions, type GpuFunctions } from './gpu-function'
import type { HeldLease, LeaseRequest, Leases } from './leases'

/** Leases that are granted at once; those that share one are counted. */
function setUp(
  options: { call?: () => string | undefined; loaded?: boolean; nameAt?: () => string | undefined } = {},
) {
  const { call = () => '1', loaded = true, nameAt = () => undefined } = options
  const asked: LeaseRequest[] = []
  const endings: string[] = []
  const sharing = { entered: 0, over: 0 }
  const running = new AbortController()
  let controller = new AbortController()
  let current: HeldLease | undefined
  const enter = vi.fn<Leases['enter']>(async (request) => {
    asked.push(request)
    controller = new AbortController()
    const held: HeldLease = {
      call: request.call,
      signal: controller.signal,
      remaining: () => 1,
      share() {
        sharing.entered += 1
        return () => {
          sharing.over += 1
        }
      },
      release(ending) {
        if (current !== held && endings.length === asked.length) return
        endings.push(ending)
        if (current === held) current = undefined
      },
    }
    current = held
    return held
  })
  const leases: Leases = {
    enter,
    current: () => current,
    granted: () => undefined,
    refused: () => undefined,
    abort: () => undefined,
    deviceLost: () => undefined,
  }
  const functions = createGpuFunctions({
    leases,
    call() {
      const id = call()
      return id === undefined ? undefined : { id, signal: running.signal }
    },
    loaded: () => loaded,
    nameAt,
  })
  return {
    ...functions,
    asked,
    endings,
    sharing,
    enter,
    abort: (error: unknown) => controller.abort(error),
  }
}

/** What plain JavaScript can pass, and TypeScript does not let through. */
const wrongly = (wrap: GpuFunctions['wrap'], ...args: unknown[]): unknown =>
  Reflect.apply(wrap, undefined, args)

const stopped = new SubletError('TaskAborted', 'over')

test('a call takes a lease for what was declared, and gives it back', async () => {
  const { wrap, asked, endings } = setUp()
  const add = wrap({ duration: 5, size: 'xlarge' }, async function add(a: number, b: number) {
    return a + b
  })
  expect(await add(1, 2)).toBe(3)
  expect(asked).toEqual([{ call: '1', fn: 'add', seconds: 5, size: 'xlarge' }])
  expect(endings).toEqual(['completed'])
})

test('undeclared it is 60 s of a large GPU, and a function without a name gets one', async () => {
  const { wrap, asked, specs } = setUp({ loaded: false })
  await wrap({}, async () => 1)()
  expect(asked).toMatchObject([{ seconds: 60, size: 'large', fn: 'gpu-1' }])
  expect(specs()).toEqual([{ name: 'gpu-1', seconds: 60, size: 'large' }])
})

test('how many calls may run at a time is declared, and asked for with each lease', async () => {
  const { wrap, asked, specs } = setUp({ loaded: false })
  await wrap({ concurrency: 2 }, async () => 1)()
  expect(asked).toMatchObject([{ concurrency: 2 }])
  expect(specs()).toMatchObject([{ concurrency: 2 }])
})

test('the duration can follow the arguments', async () => {
  const { wrap, asked, specs } = setUp({ loaded: false })
  const draw = wrap({ duration: (frames: number) => frames * 2 }, async function draw(_frames: number) {})
  await draw(7)
  expect(asked).toMatchObject([{ seconds: 14 }])
  expect(specs()).toMatchObject([{ seconds: null }])
})

test.each([
  ['text', () => 'ten', 'returned "ten", not a number', { returnedSeconds: '"ten"' }],
  ['NaN', () => Number.NaN, 'returned NaN', { returnedSeconds: 'NaN' }],
  ['too little', () => -5, 'returned -5', { returnedSeconds: '-5' }],
  ['nothing', () => 0, 'returned 0', { returnedSeconds: '0' }],
  ['too much', () => Number.POSITIVE_INFINITY, 'returned Infinity', { returnedSeconds: 'Infinity' }],
  ['a promise', async () => 5, 'returned a promise', { returnedSeconds: 'a promise' }],
  ['undefined', () => undefined, 'returned undefined', { returnedSeconds: 'undefined' }],
  [
    'what it throws',
    () => {
      throw new TypeError('no frames')
    },
    'threw: TypeError: no frames',
    { threw: 'TypeError: no frames' },
  ],
])('a duration of %s is refused before a lease is asked for', async (_, duration, words, figures) => {
  const { wrap, enter } = setUp()
  const draw = wrongly(wrap, { duration }, async function draw() {})
  await expect(typeof draw === 'function' && draw()).rejects.toMatchObject({
    code: 'IllegalDuration',
    message: expect.stringContaining(`The duration of draw() ${words}`),
    figures,
  })
  expect(enter).not.toHaveBeenCalled()
})

test.each([Number.NaN, 0, -1, Number.POSITIVE_INFINITY, '10', null])(
  'a fixed duration of %s is refused when it is declared',
  (duration) => {
    const { wrap } = setUp()
    expect(() => wrongly(wrap, { duration }, async function draw() {})).toThrowError(
      expect.objectContaining({
        code: 'IllegalDuration',
        message: expect.stringMatching(/^The duration of draw\(\) is /),
      }),
    )
  },
)

test.each([
  ['a size that there is not', { size: 'huge' }, 'size'],
  ['no concurrency', { concurrency: 0 }, 'concurrency'],
  ['half a call at a time', { concurrency: 1.5 }, 'concurrency'],
  ['a misspelt option', { durations: 5 }, 'durations'],
  ['options that are none', 'large', 'options'],
  ['no options', null, 'options'],
])('%s is refused when it is declared', (_, options, named) => {
  const { wrap } = setUp()
  expect(() => wrongly(wrap, options, async function draw() {})).toThrowError(
    expect.objectContaining({
      code: 'HandlerFailed',
      message: expect.stringMatching(new RegExp(`^The options of draw\\(\\) .* ${named}:`)),
    }),
  )
})

test.each([
  ['a number', [{}, 42], 'it was given a number'],
  ['nothing', [{}, undefined], 'it was given undefined'],
  ['a getter', [{}, () => 1, { kind: 'getter', name: 'size' }], 'size is a getter'],
  ['a field', [{}, undefined, { kind: 'field', name: 'run' }], 'run is a field'],
  ['a field without options', [{}, { kind: 'field', name: 'run' }, undefined], 'run is a field'],
  ['a class', [{}, class Demo {}, { kind: 'class', name: 'Demo' }], 'Demo is a class'],
  ['two functions', [{}, () => 1, () => 2], 'its second argument is a function'],
])('%s cannot be wrapped', (_, args, words) => {
  const { wrap } = setUp()
  expect(() => wrongly(wrap, ...args)).toThrowError(
    expect.objectContaining({ code: 'HandlerFailed', message: expect.stringContaining(words) }),
  )
})

test('a method is called as its class calls it', () => {
  const { wrap, specs } = setUp({ loaded: false })
  wrongly(wrap, {}, () => 1, { kind: 'method', name: '#hidden' })
  wrongly(wrap, {}, () => 1, { kind: 'method', name: Symbol('signed') })
  expect(specs().map(({ name }) => name)).toEqual(['#hidden', 'signed'])
})

test('a function without a name is called as the variable that it is assigned to', () => {
  const { wrap, specs } = setUp({ loaded: false, nameAt: () => 'classify' })
  wrap({}, async () => 1)
  wrap({}, async function named() {})
  expect(specs().map(({ name }) => name)).toEqual(['classify', 'named'])
})

test('what is wrapped after the page was told is not told', () => {
  const { wrap, specs } = setUp({ loaded: true })
  wrap({}, async () => 1)
  expect(specs()).toEqual([])
})

test('a name is cut to what the page takes', () => {
  const { wrap, specs } = setUp({ loaded: false })
  const name = 'x'.repeat(300)
  wrap({}, { [name]: async () => 1 }[name] ?? (async () => 1))
  expect(specs()[0]?.name).toHaveLength(200)
})

test.each([
  ['at module scope', false, 'at module scope'],
  ['from a timer when no call runs', true, 'nobody has pressed Run'],
])('%s no lease can be had', async (_, loaded, words) => {
  const { wrap, enter } = setUp({ call: () => undefined, loaded })
  const draw = wrap({}, async function draw() {})
  await expect(draw()).rejects.toMatchObject({
    code: 'GpuNotAttached',
    message: expect.stringContaining(words),
    wayOut: expect.stringContaining('fn'),
  })
  expect(enter).not.toHaveBeenCalled()
})

test('inside a lease another GPU function runs in that lease', async () => {
  const { wrap, asked, endings } = setUp()
  const inner = wrap({ duration: 5 }, async (x: number) => x + 1)
  const outer = wrap({ duration: 10 }, async (x: number) => {
    const value = await inner(x)
    expect(endings).toEqual([])
    return value
  })
  expect(await outer(1)).toBe(2)
  expect(asked).toHaveLength(1)
  expect(endings).toEqual(['completed'])
})

test('what runs in the lease of another is in it until it is over, however it ends', async () => {
  const { wrap, sharing } = setUp()
  const ending = Promise.withResolvers<void>()
  const slow = wrap({}, () => ending.promise)
  const broken = wrap({}, () => {
    throw new RangeError('mine')
  })
  const numbers = wrap({}, async function* () {
    yield 1
    yield 2
  })
  const outer = wrap({}, async () => {
    const inner = slow()
    expect(sharing).toEqual({ entered: 1, over: 0 })
    expect(() => broken()).toThrow('mine')
    expect(sharing).toEqual({ entered: 2, over: 1 })
    for await (const _ of numbers()) break
    expect(sharing).toEqual({ entered: 3, over: 2 })
    ending.resolve()
    await inner
  })
  await outer()
  expect(sharing).toEqual({ entered: 3, over: 3 })
})

test('the lease of a call that was stopped is not that of the next one', async () => {
  let call = '1'
  const { wrap, asked } = setUp({ call: () => call })
  const ending = Promise.withResolvers<void>()
  const slow = wrap({}, () => ending.promise)()
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  call = '2'
  await wrap({}, async () => 1)()
  expect(asked.map((request) => request.call)).toEqual(['1', '2'])
  ending.resolve()
  await slow
})

test('`this` and a synchronous result come through', async () => {
  const { wrap } = setUp()
  class Demo {
    scale = 3
    run = wrap({}, function run(this: Demo, x: number) {
      return this.scale * x
    })
  }
  expect(await new Demo().run(2)).toBe(6)
})

test('a function that throws gives the lease back as failed', async () => {
  const { wrap, endings } = setUp()
  await expect(wrap({}, async () => Promise.reject(new RangeError('mine')))()).rejects.toThrow('mine')
  await expect(
    wrap({}, () => {
      throw new RangeError('mine')
    })(),
  ).rejects.toThrow('mine')
  expect(endings).toEqual(['failed', 'failed'])
})

test('what is thrown after the signal fired has the cause of the abort', async () => {
  const { wrap, endings, abort } = setUp()
  const draw = wrap({}, async () => {
    abort(stopped)
    throw new Error('aborted')
  })
  await expect(draw()).rejects.toBe(stopped)
  expect(endings).toEqual(['failed'])
})

test('a result that comes after the signal fired is none', async () => {
  const { wrap, abort, endings } = setUp()
  await expect(wrap({}, async () => abort(stopped))()).rejects.toBe(stopped)
  expect(endings).toEqual(['failed'])
})

test('a generator streams under its lease', async () => {
  const { wrap, endings, asked } = setUp()
  const count = wrap({ duration: 3 }, async function* count(to: number) {
    for (let i = 1; i <= to; i++) yield i
  })
  const seen: number[] = []
  for await (const value of count(3)) {
    expect(endings).toEqual([])
    seen.push(value)
  }
  expect(seen).toEqual([1, 2, 3])
  expect(asked).toMatchObject([{ fn: 'count', seconds: 3 }])
  expect(endings).toEqual(['completed'])
})

test('a consumer that leaves early releases the lease, and the generator cleans up', async () => {
  const { wrap, endings } = setUp()
  const cleanedUp = vi.fn()
  const count = wrap({}, async function* () {
    try {
      for (let i = 0; ; i++) yield i
    } finally {
      cleanedUp()
    }
  })
  for await (const value of count()) if (value === 2) break
  expect(cleanedUp).toHaveBeenCalledTimes(1)
  expect(endings).toEqual(['failed'])
})

test('a generator whose signal fires ends with the cause', async () => {
  const { wrap, endings, abort } = setUp()
  const cleanedUp = vi.fn()
  const count = wrap({}, async function* () {
    try {
      yield 1
      abort(stopped)
      yield 2
    } finally {
      cleanedUp()
    }
  })
  const seen: number[] = []
  const all = async () => {
    for await (const value of count()) seen.push(value)
  }
  await expect(all()).rejects.toBe(stopped)
  expect(seen).toEqual([1])
  expect(cleanedUp).toHaveBeenCalledTimes(1)
  expect(endings).toEqual(['failed'])
})

test('a generator that nobody pulls gives its lease back when the signal fires', async () => {
  const { wrap, endings, abort } = setUp()
  const cleanedUp = vi.fn()
  const count = wrap({}, async function* () {
    try {
      for (let i = 0; ; i++) yield i
    } finally {
      cleanedUp()
    }
  })
  const values = count()
  await values.next()
  abort(stopped)
  await vi.waitFor(() => expect(endings).toEqual(['failed']))
  expect(cleanedUp).toHaveBeenCalledTimes(1)
  await expect(values.next()).rejects.toBe(stopped)
})

test('a generator keeps what is sent in and thrown in, and what it returns', async () => {
  const { wrap, endings } = setUp()
  const echo = wrap({}, async function* (): AsyncGenerator<string, string, string> {
    const got = yield 'ready'
    try {
      yield got
    } catch (error) {
      yield `caught ${error}`
    }
    return 'end'
  })
  const values = echo()
  expect(await values.next('')).toEqual({ done: false, value: 'ready' })
  expect(await values.next('sent')).toEqual({ done: false, value: 'sent' })
  expect(await values.throw('thrown')).toEqual({ done: false, value: 'caught thrown' })
  expect(await values.next('')).toEqual({ done: true, value: 'end' })
  expect(endings).toEqual(['completed'])
})

test('a generator that is returned early returns its value, and before it began it takes no lease', async () => {
  const { wrap, endings, asked } = setUp()
  const count = wrap({}, async function* (): AsyncGenerator<number, string> {
    yield 1
    return 'end'
  })
  expect(await count().return('never begun')).toEqual({ done: true, value: 'never begun' })
  expect(asked).toEqual([])
  const values = count()
  await values.next()
  expect(await values.return('early')).toEqual({ done: true, value: 'early' })
  expect(endings).toEqual(['failed'])
})

test('a plain generator gives an async one, and a loop without await is told so', async () => {
  const { wrap } = setUp()
  const letters = wrap({}, function* letters(): Generator<string, number> {
    yield 'a'
    yield 'b'
    return 2
  })
  expect(() => [...letters()]).toThrowError(
    expect.objectContaining({
      code: 'HandlerFailed',
      wayOut: expect.stringContaining('for await (const value of letters('),
    }),
  )
  const seen: string[] = []
  for await (const letter of letters()) seen.push(letter)
  expect(seen).toEqual(['a', 'b'])
})

test('a function that hands out a generator is told to be one', async () => {
  const { wrap, endings } = setUp()
  async function* count() {
    yield 1
  }
  await expect(wrap({}, async () => count())()).rejects.toMatchObject({
    code: 'HandlerFailed',
    message: expect.stringContaining('would run after its lease'),
  })
  expect(endings).toEqual(['failed'])
})
