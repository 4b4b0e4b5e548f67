import { beforeEach, describe, expect, test } from 'vitest'
import { createVirtualPool, type VirtualPool } from './pool.fixture'
import { snapshot } from './snapshot'

// The budget of the virtual pool is 1000 bytes: two slots of 500.
let pool: VirtualPool
beforeEach(() => {
  pool = createVirtualPool()
  pool.connect('a')
})

let calls = 0

/** A whole call by this runner, which stays warm with so many bytes. True if it was granted at once. */
function run(runner: string, demo: string, held: number): boolean {
  const request = `${++calls}`
  pool.ask('a', { request, runner, demo })
  if (pool.last('a', request)?.type !== 'granted') return false
  const lease = pool.start('a', request, held)
  pool.pass(1_000)
  report(runner, demo, 'warm', held)
  pool.tell('a', { type: 'settle', lease, outcome: 'completed' })
  return true
}

function report(runner: string, demo: string, level: 'warm' | 'cool', held: number): void {
  pool.tell('a', { type: 'residency', runner, demo, level, held })
}

const demoted = () =>
  pool.effects.flatMap((effect) =>
    effect.type === 'post' && effect.message.type === 'demote' ? [effect.message.runner] : [],
  )

const now = () => snapshot(pool.state, { ms: pool.ms(), wall: pool.wall() })

describe('two runners of one demo', () => {
  test('hold both slots at the same time, and the third call waits for one of them', () => {
    for (const runner of ['one', 'two', 'three']) pool.ask('a', { request: runner, runner, concurrency: 3 })
    expect(now().holders.map(({ request }) => request)).toEqual(['one', 'two'])
    expect(now().queue).toMatchObject([{ request: 'three', why: 'slot', next: true }])
    pool.tell('a', { type: 'settle', lease: pool.start('a', 'one'), outcome: 'completed' })
    expect(now().holders.map(({ request }) => request)).toEqual(['two', 'three'])
  })

  test('keep one slot for others when the function says so', () => {
    for (const runner of ['one', 'two']) pool.ask('a', { request: runner, runner, concurrency: 1 })
    pool.ask('a', { request: 'other', seconds: 60, demo: 'other' })
    expect(now().holders.map(({ request }) => request)).toEqual(['one', 'other'])
    expect(now().queue).toMatchObject([{ request: 'two', why: 'concurrency' }])
  })

  test('are warm side by side, and a call for the one does not wait for the other', () => {
    pool.ask('a', { request: 'long', runner: 'one' })
    pool.start('a', 'long', 400)
    expect(run('two', 'demo', 400)).toBe(true)
    expect(run('two', 'demo', 400)).toBe(true)
    expect(demoted()).toEqual([])
    expect(now().residents).toMatchObject([
      { runner: 'one', level: 'leased', held: 400 },
      { runner: 'two', level: 'warm', held: 400 },
    ])
  })

  test('go down each by its own last use', () => {
    run('one', 'demo', 400)
    run('two', 'demo', 400)
    pool.pass(30_000)
    run('one', 'demo', 400)
    // The second was last used 30 s and one call before the first.
    pool.pass(29_000)
    expect(demoted()).toEqual(['two'])
    pool.pass(30_999)
    expect(demoted()).toEqual(['two'])
    pool.pass(1)
    expect(demoted()).toEqual(['two', 'one'])
  })

  test('make room for another demo: the less recently used goes first, and the other stays', () => {
    run('one', 'demo', 400)
    run('two', 'demo', 400)
    run('one', 'demo', 400)
    expect(run('third', 'other', 200)).toBe(false)
    expect(demoted()).toEqual(['two'])
    report('two', 'demo', 'cool', 10)
    expect(now().holders).toMatchObject([{ demo: 'other' }])
    expect(demoted()).toEqual(['two'])
  })
})

describe('two warm demos', () => {
  test('that fit together stay together, however often they take turns', () => {
    for (let turn = 0; turn < 5; turn++) {
      expect(run('one', 'digits', 500)).toBe(true)
      expect(run('two', 'depth', 500)).toBe(true)
    }
    expect(demoted()).toEqual([])
    const residents = now().residents.map(({ demo, level }) => `${demo} ${level}`)
    expect(residents).toEqual(['digits warm', 'depth warm'])
  })

  test('stay when both run at once', () => {
    run('one', 'digits', 500)
    run('two', 'depth', 500)
    pool.ask('a', { request: 'digits', runner: 'one', demo: 'digits' })
    pool.ask('a', { request: 'depth', runner: 'two', demo: 'depth' })
    expect(now().holders.map(({ demo }) => demo)).toEqual(['digits', 'depth'])
    expect(demoted()).toEqual([])
  })

  test('make room for a third, the one that was used longest ago, and only that one', () => {
    run('one', 'digits', 500)
    run('two', 'depth', 500)
    expect(run('three', 'chat', 100)).toBe(false)
    expect(demoted()).toEqual(['one'])
  })
})
