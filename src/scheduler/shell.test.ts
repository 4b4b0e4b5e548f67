import * as fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import type { FromScheduler } from '../protocol/scheduler'
import { nextDue } from './core/due'
import type { Effect } from './core/effect'
import { type Step, steadyHistories, TABS } from './core/history.fixture'
import { createVirtualPool, type VirtualPool } from './core/pool.fixture'
import { snapshot, viewOf } from './core/snapshot'
import { createVirtualShell, type Happening, type VirtualShell } from './shell.fixture'

vi.setConfig({ testTimeout: 120_000 })

let shell: VirtualShell | undefined
afterEach(() => shell?.close())

// A wall clock that is set back is left to the core's own tests: who looks at a quota then moves its window along, and
// the shell looks once in a frame.

/** Of so many histories; each takes some milliseconds of real message passing. */
const RUNS = 1_000

/**
 * Plays a history on the bare core, which is the model, and notes what happens to it. Times are cut to binary
 * fractions, so that no sum of them is rounded.
 */
function playOnCore(history: readonly Step[]) {
  const pool = createVirtualPool()
  const happenings: Happening[] = []
  /** Said to a tab at its death: the core may, and nobody can hear it. */
  const unheard = new Set<Effect>()
  const recorded: VirtualPool = {
    ...pool,
    send(event) {
      const effects = pool.send(event)
      if (event.type === 'disconnected') {
        happenings.push({ type: 'die', tab: event.tab })
        for (const effect of effects)
          if (effect.type === 'post' && effect.tab === event.tab) unheard.add(effect)
      }
      return effects
    },
    connect(...tabs) {
      for (const tab of tabs) happenings.push({ type: 'connect', tab, budgetBytes: 1000 })
      pool.connect(...tabs)
    },
    tell(tab, message) {
      happenings.push({ type: 'tell', tab, message })
      return pool.tell(tab, message)
    },
    pass(span) {
      const ms = Math.round(span * 1024) / 1024
      happenings.push({ type: 'pass', ms })
      pool.pass(ms)
    },
    setWall(wall) {
      happenings.push({ type: 'setWall', wall })
      pool.setWall(wall)
    },
  }
  recorded.connect(...TABS)
  for (const { run } of history) run(recorded)
  // A moment in which nothing is due, then something that happens to every tab, and then the frame in which they are
  // told how the pool looks.
  while (nextDue(pool.state) <= pool.ms() + 32) recorded.pass(32)
  recorded.pass(16)
  for (const tab of pool.state.tabs.keys()) recorded.tell(tab, { type: 'visitAs', tier: 'pro' })
  recorded.pass(16)
  return { pool, happenings, unheard }
}

/** The shell's own words: it says them beside the core's, and at most once in a frame. */
function isOfShell({ type }: FromScheduler): boolean {
  return type === 'welcome' || type === 'queued' || type === 'pool'
}

/** Where in our code an error was made is not a part of what is said. */
function withoutStack(message: FromScheduler): FromScheduler {
  return message.type === 'refused' ? { ...message, error: { ...message.error, stack: '' } } : message
}

test('core and shell do the same in every history: each tab is told, and the ledger gets, exactly what the core says', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(steadyHistories, async (history) => {
      const { pool, happenings, unheard } = playOnCore(history)
      shell = createVirtualShell()
      for (const happening of happenings) await shell.let(happening)

      for (const id of TABS) {
        const posts = pool.effects.flatMap((effect) =>
          effect.type === 'post' && effect.tab === id && !unheard.has(effect) ? [effect.message] : [],
        )
        for (const { type } of posts) seen.add(type)
        const told = shell.told(id).filter((message) => !isOfShell(message))
        expect(told.map(withoutStack)).toEqual(posts.map(withoutStack))
      }
      expect(shell.written).toEqual(pool.effects.filter(({ type }) => type !== 'post' && type !== 'rejected'))
      expect(shell.reports).toEqual(
        pool.effects.flatMap((effect) =>
          effect.type === 'rejected' ? [`Refused a message of tab ${effect.tab}: ${effect.reason}`] : [],
        ),
      )

      const now = { ms: pool.ms(), wall: pool.wall() }
      const shared = snapshot(pool.state, now)
      for (const id of pool.state.tabs.keys()) {
        const told = shell.told(id)
        const last = told.findLast((message) => message.type === 'pool')
        expect(last?.pool).toEqual(viewOf(shared, pool.state, id, now))
        for (const { tab, request, position } of shared.queue) {
          if (tab !== id) continue
          const place = told.findLast((message) => message.type === 'queued' && message.request === request)
          expect(place).toMatchObject({ position })
        }
      }
      shell.close()
    }),
    { numRuns: RUNS },
  )
  // The histories are worth something only if everything is said in them.
  expect([...seen].sort()).toEqual(['abort', 'demote', 'granted', 'refused', 'settled'])
})
