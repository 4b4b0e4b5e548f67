import { expect, expectTypeOf, test } from 'vitest'
import type { Decorated } from './decorated.fixture'
import { Canvas, canvasFor, GPU, type GpuOptions, progress, remaining, signal, transfer } from './index'

/** Declares what is wrong on purpose: types are checked, nothing runs. */
const typesOnly = (_wrong: () => unknown): void => undefined

async function draw(width: number, label?: string): Promise<Float32Array> {
  return new Float32Array(width + (label?.length ?? 0))
}

async function* count(to: number): AsyncGenerator<number, string> {
  for (let i = 1; i <= to; i++) yield i
  return 'end'
}

test('a function keeps its exact type in each form, and outside Sublet it is itself', () => {
  const plain = GPU(draw)
  expectTypeOf(plain).toEqualTypeOf<typeof draw>()
  expect(plain).toBe(draw)

  const withOptions = GPU({ duration: 5, size: 'xlarge' }, draw)
  expectTypeOf(withOptions).toEqualTypeOf<typeof draw>()
  expect(withOptions).toBe(draw)

  const generic = GPU(<T>(value: T): T => value)
  expectTypeOf(generic).toEqualTypeOf<<T>(value: T) => T>()
  expect(generic(7)).toBe(7)
})

test('a generator keeps what it yields and returns', async () => {
  const stream = GPU({ duration: 5 }, count)
  expectTypeOf(stream).toEqualTypeOf<typeof count>()
  const sent = GPU(async function* (): AsyncGenerator<number, string, boolean> {
    const more = yield 1
    return more ? 'more' : 'enough'
  })
  expectTypeOf(sent).toEqualTypeOf<() => AsyncGenerator<number, string, boolean>>()
  const plain = GPU(function* (to: number): Generator<number, string> {
    for (let i = 1; i <= to; i++) yield i
    return 'end'
  })
  expectTypeOf(plain).toEqualTypeOf<(to: number) => Generator<number, string>>()
  expect(stream).toBe(count)
  const seen: number[] = []
  for await (const value of stream(3)) seen.push(value)
  expect(seen).toEqual([1, 2, 3])
})

test('a method keeps its type under the decorator, and outside Sublet it is itself', () => {
  function scaled(x: number): number {
    return 3 * x
  }
  const decorated = GPU({ duration: 5 })(scaled, {
    kind: 'method',
    name: 'scaled',
    static: false,
    private: false,
    metadata: {},
    access: { has: () => true, get: () => scaled },
    addInitializer: () => undefined,
  })
  expectTypeOf(decorated).toEqualTypeOf<typeof scaled>()
  expect(decorated).toBe(scaled)
  expectTypeOf<Decorated['scaled']>().toEqualTypeOf<(x: number) => number>()
  expectTypeOf<Decorated['bare']>().toEqualTypeOf<(x: number) => Promise<string>>()
  expectTypeOf<(typeof Decorated)['upTo']>().toEqualTypeOf<(n: number) => Generator<number, string>>()
})

test('outside Sublet a decorator without options leaves a method as it is, too', () => {
  const context = { kind: 'method', name: 'draw' }
  expect(Reflect.apply(GPU, undefined, [draw, context])).toBe(draw)
  expect(Reflect.apply(GPU(), undefined, [draw, context])).toBe(draw)
})

test('the duration gets the arguments of the function', () => {
  GPU({ duration: (width, label) => width + (label?.length ?? 0) }, draw)
  expectTypeOf<GpuOptions<typeof draw>['duration']>().toEqualTypeOf<
    number | ((width: number, label?: string) => number) | undefined
  >()
})

typesOnly(() => [
  // @ts-expect-error the arguments of the duration are those of the function
  GPU({ duration: (frames: string) => frames.length }, draw),
  // @ts-expect-error seconds are a number
  GPU({ duration: () => 'ten' }, draw),
  // @ts-expect-error seconds are a number
  GPU({ duration: '10' }, draw),
  // @ts-expect-error there is no such size
  GPU({ size: 'huge' }, draw),
  // @ts-expect-error a misspelt option is not swallowed
  GPU({ durations: 5 }, draw),
  // @ts-expect-error how many at a time is a number
  GPU({ concurrency: 'one' }, draw),
  // @ts-expect-error options are an object
  GPU('large', draw),
  // @ts-expect-error it is a function that is wrapped
  GPU({ duration: 5 }, 42),
  // @ts-expect-error the wrapped function takes what the function takes
  GPU(draw)('wide'),
])

test('outside a lease there is no deadline, no end to the seconds, and progress goes nowhere', () => {
  expect(signal().aborted).toBe(false)
  expect(remaining()).toBe(Number.POSITIVE_INFINITY)
  expect(progress(0.5, 'half')).toBeUndefined()
})

test('outside Sublet a transfer gives back what it gets, and a canvas is one that nobody sees', () => {
  const pixels = new Uint8Array(4)
  expect(transfer(pixels)).toBe(pixels)
  expect(transfer('text')).toBe('text')
  expectTypeOf(transfer({ pixels })).toEqualTypeOf<{ pixels: Uint8Array<ArrayBuffer> }>()
  // Node has none; in a browser it would be given.
  expect(() => canvasFor(Canvas())).toThrow('OffscreenCanvas')
})
