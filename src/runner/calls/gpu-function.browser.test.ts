import { expect, test, vi } from 'vitest'
import { SubletError } from '../../protocol/errors'
import { createGpuFunctions } from './gpu-function'
import type { HeldLease, LeaseRequest, Leases } from './leases'

/** Leases that are granted at once; `held` is the newest. */
function setUp(call: () => string | undefined = () => '1') {
  const asked: LeaseRequest[] = []
  const endings: string[] = []
  let controller = new AbortController()
  let current: HeldLease | undefined
  const enter = vi.fn<Leases['enter']>(async (request) => {
    asked.push(request)
    controller = new AbortController()
    const held: HeldLease = {
      call: request.call,
      signal: controller.signal,
      remaining: () => 1,
      progress: () => undefined,
      release(ending) {
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
  return {
    ...createGpuFunctions(leases, call),
    asked,
    endings,
    enter,
    abort: (error: unknown) => controller.abort(error),
  }
}

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
  const { wrap, asked, specs } = setUp()
  await wrap({}, async () => 1)()
  expect(asked).toMatchObject([{ seconds: 60, size: 'large', fn: 'gpu-1' }])
  expect(specs()).toEqual([{ name: 'gpu-1', seconds: 60, size: 'large' }])
})

test('how many calls may run at a time is declared, and asked for with each lease', async () => {
  const { wrap, asked, specs } = setUp()
  await wrap({ concurrency: 2 }, async () => 1)()
  expect(asked).toMatchObject([{ concurrency: 2 }])
  expect(specs()).toMatchObject([{ concurrency: 2 }])
})

test('the duration can follow the arguments', async () => {
  const { wrap, asked, specs } = setUp()
  const draw = wrap({ duration: (frames: number) => frames * 2 }, async function draw(_frames: number) {})
  await draw(7)
  expect(asked).toMatchObject([{ seconds: 14 }])
  expect(specs()).toMatchObject([{ seconds: null }])
})

test('a duration that is no number is refused before a lease is asked for', async () => {
  const { wrap, enter } = setUp()
  const options = {}
  Reflect.set(options, 'duration', () => 'ten')
  await expect(wrap(options, async function draw() {})()).rejects.toMatchObject({
    code: 'IllegalDuration',
    message: expect.stringContaining('draw() returned ten'),
  })
  expect(enter).not.toHaveBeenCalled()
})

test('NaN goes on to admission, which refuses it with a reason', async () => {
  const { wrap, asked } = setUp()
  await wrap({ duration: () => Number.NaN }, async () => 1)()
  expect(asked[0]?.seconds).toBeNaN()
})

test('a name is cut to what the page takes', () => {
  const { wrap, specs } = setUp()
  const name = 'x'.repeat(300)
  wrap({}, { [name]: async () => 1 }[name] ?? (async () => 1))
  expect(specs()[0]?.name).toHaveLength(200)
})

test('at module scope no lease can be had', async () => {
  const { wrap, enter } = setUp(() => undefined)
  await expect(wrap({}, async function draw() {})()).rejects.toMatchObject({ code: 'GpuNotAttached' })
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

test('the lease of a call that was stopped is not that of the next one', async () => {
  let call = '1'
  const { wrap, asked } = setUp(() => call)
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
