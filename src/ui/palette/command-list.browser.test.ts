import { expect, test } from 'vitest'
import { createSession } from '../demo/session'
import { fakeHost } from '../host.fixture'
import { commandList, rank } from './command-list'

const spec = { title: 'Any', description: '', inputs: [], outputs: [{ kind: 'json' as const }], gpu: [] }

function commands() {
  const host = fakeHost({ specs: { any: spec, other: spec } })
  const demo = host.demo('any')
  if (demo === undefined) throw new Error('the fake host has no such demo')
  const session = createSession(demo)
  const gone: string[] = []
  const places = { go: (route: string) => gone.push(route), shortcuts() {}, clearHistory() {} }
  const list = (of: typeof session | undefined = session) => commandList(host, of, places)
  const act = (id: string) =>
    list()
      .find((command) => command.id === id)
      ?.act()
  return { demo, session, gone, act, ids: (of?: typeof session) => list(of).map(({ id }) => id), list }
}

test('away from a demo there are demos and pages', () => {
  const { list, gone } = commands()
  const host = fakeHost({ specs: { any: spec } })
  const away = commandList(host, undefined, {
    go: (route) => gone.push(route),
    shortcuts() {},
    clearHistory() {},
  })
  expect(away.map(({ id }) => id)).toEqual([
    'demo any',
    'page /',
    'page /models',
    'page /pool',
    'new',
    'import',
    'shortcuts',
    'clear',
  ])
  for (const { id, act } of away) if (id.startsWith('demo') || id === 'page /pool') act()
  expect(gone).toEqual(['/d/any', '/pool'])
  expect(list().length).toBeGreaterThan(away.length)
})

test('on a demo there is what can be done with it as it stands', async () => {
  const { demo, session, act, ids } = commands()
  await demo.start()
  expect(ids()).toEqual(expect.arrayContaining(['run', 'edit', 'api', 'history', 'clear here']))
  act('run')
  expect(demo.calls).toHaveLength(1)
  expect(ids()).toContain('stop')
  expect(ids()).not.toContain('run')
  act('stop')
  expect(demo.calls[0]?.cancelled).toBe(true)
  act('api')
  act('edit')
  expect(session.state.getState()).toMatchObject({ editing: true, panels: { api: true, history: false } })
})

test('a command is found by its name first, then by its words, whatever their accents', () => {
  const words = ['Pours a cup.', 'text']
  const ranks = ['caf', 'CRÈM', 'affe', 'cup text', 'tea'].map((search) =>
    rank(search, '☕ Café crème', words),
  )
  expect(ranks).toEqual([1, 1, 0, 0.3, 0])
  expect(rank('fé', '☕ Café crème', words)).toBe(0.7)
})
