import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorld } from './tabs.fixture'

const RUNS = Number(process.env.FC_RUNS ?? 3_000)

const actions = fc.array(
  fc.record({
    action: fc.oneof(
      { weight: 6, arbitrary: fc.constant('type' as const) },
      { weight: 6, arbitrary: fc.constantFrom('writes' as const, 'inbox' as const) },
      { weight: 2, arbitrary: fc.constant('keep' as const) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('open', 'take', 'close', 'crash', 'late') satisfies fc.Arbitrary<
          'open' | 'take' | 'close' | 'crash' | 'late'
        >,
      },
    ),
    tab: fc.nat({ max: 3 }),
  }),
  { maxLength: 60 },
)

function played(steps: readonly { action: string; tab: number }[]) {
  const world = createWorld()
  world.open()
  world.open()
  for (const { action, tab: at } of steps) {
    const tab = world.tabs[at % world.tabs.length]
    if (tab === undefined) continue
    if (action === 'open' && world.tabs.length < 4) world.open()
    else if (action === 'type' || action === 'late') world.type(tab, action === 'late')
    else if (action === 'keep' || action === 'take' || action === 'close' || action === 'crash')
      world[action](tab)
    else if (action === 'writes' || action === 'inbox') world.step(tab, action)
  }
  return world
}

test('in whatever order tabs type, take over, close and crash, every letter that was sent to be kept is kept', () => {
  fc.assert(
    fc.property(actions, (steps) => {
      const world = played(steps)
      world.settle()
      const found = new Set(world.kept.flatMap(({ files }) => [...world.text(files)]))
      expect([...world.promised].filter((letter) => !found.has(letter))).toEqual([])
    }),
    { numRuns: RUNS },
  )
})

test('in the end there is one writer, all tabs show the draft, and nothing that is in view is unkept', () => {
  fc.assert(
    fc.property(actions, (steps) => {
      const world = played(steps)
      world.settle()
      const open = world.tabs.filter(({ alive }) => alive)
      expect(open.filter(({ seat }) => seat.role === 'writer')).toHaveLength(Math.min(1, open.length))
      const draft = world.text(world.head()?.files ?? [])
      for (const { seat } of open) {
        expect(world.text(seat.files)).toBe(draft)
        expect(seat.kept).toBe(seat.edits)
      }
    }),
    { numRuns: RUNS },
  )
})

test('no letter that is typed in a tab leaves its view before it is on its way to the database', () => {
  fc.assert(
    fc.property(actions, (steps) => {
      const world = createWorld()
      world.open()
      world.open()
      for (const { action, tab: at } of steps) {
        const tab = world.tabs[at % world.tabs.length]
        if (tab === undefined) continue
        const before = tab.alive ? world.text(tab.seat.files) : ''
        if (action === 'open') world.open()
        else if (action === 'type' || action === 'late') world.type(tab, action === 'late')
        else if (action === 'keep' || action === 'take' || action === 'crash') world[action](tab)
        else if (action === 'writes' || action === 'inbox') world.step(tab, action)
        const after = new Set(world.text(tab.seat.files))
        if (tab.alive)
          expect([...before].filter((letter) => !after.has(letter) && !world.promised.has(letter))).toEqual(
            [],
          )
      }
    }),
    { numRuns: RUNS },
  )
})
