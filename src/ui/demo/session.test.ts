import { describe, expect, test } from 'vitest'
import type { InterfaceSpec } from '../../host/types'
import { type FakeDemo, fakeHost, filesOf } from '../host.fixture'
import { createSession, type Session } from './session'

const spec: InterfaceSpec = {
  title: 'Tell',
  description: '',
  inputs: [
    { kind: 'textbox', label: 'Prompt', lines: 1, value: 'default' },
    { kind: 'number', label: 'Tokens', value: 40, max: 256 },
  ],
  outputs: [{ kind: 'textbox', lines: 1, value: '' }],
  gpu: [],
}

async function opened(): Promise<{ session: Session; demo: FakeDemo }> {
  const demo = fakeHost({ specs: { tell: spec } }).demo('tell')
  if (demo === undefined) throw new Error('the fake host has no such demo')
  await demo.start()
  return { session: createSession(demo), demo }
}

const inputs = (demo: FakeDemo) => demo.calls.map((call) => call.inputs)

/** A new task: every reaction to a promise that is settled by now has run. */
const settledPromises = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('running', () => {
  test('an untouched form sends the declared defaults, a draft goes before them', async () => {
    const { session, demo } = await opened()
    session.draft(0, 'once')
    session.run()
    expect(inputs(demo)).toEqual([['once', 40]])
  })

  test('stops at the first field that is in the way, and says so until it is mended', async () => {
    const { session, demo } = await opened()
    session.draft(1, '')
    expect(session.run()).toEqual({ ok: false, index: 1, reason: 'Enter a number' })
    expect(session.state.getState().tried).toBe(true)
    expect(demo.calls).toHaveLength(0)
    session.draft(1, '8')
    expect(session.state.getState().tried).toBe(false)
  })

  test('does nothing while a call is under way', async () => {
    const { session, demo } = await opened()
    session.run()
    expect(session.run()).toBeUndefined()
    demo.calls[0]?.state.setState({ phase: 'failed' })
    session.run()
    expect(demo.calls).toHaveLength(2)
  })
})

describe('calls beside each other', () => {
  test('of Blocks have no Run; each is begun with its event, and Stop ends all that are under way', async () => {
    const trigger = { type: 'load' as const }
    const events = [0, 1].map((output) => ({ name: 'any', trigger, inputs: [], outputs: [output] }))
    const blocks = { components: [...spec.inputs], layout: [], events }
    const demo = fakeHost({ specs: { page: { ...spec, layout: 'blocks', blocks } } }).demo('page')
    if (demo === undefined) throw new Error('the fake host has no such demo')
    await demo.start()
    const session = createSession(demo)
    expect(session.run()).toBeUndefined()
    for (const event of [1, 0, 1]) session.begin([], { event })
    demo.calls[1]?.state.setState({ phase: 'done' })
    session.stop()
    expect(demo.calls.map(({ options, cancelled }) => [options.event, cancelled])).toEqual([
      [1, true],
      [0, true],
      [1, true],
    ])
  })
})

describe('editing', () => {
  test('ends what runs, then runs the edited handler with the same values', async () => {
    const { session, demo } = await opened()
    session.draft(0, 'kept')
    session.run()
    demo.state.subscribe(() => demo.calls[0]?.state.setState({ phase: 'failed' }))
    session.edit({ files: filesOf('new'), texts: [] })
    expect(demo.calls[0]?.cancelled).toBe(true)
    await expect
      .poll(() => inputs(demo))
      .toEqual([
        ['kept', 40],
        ['kept', 40],
      ])
  })

  test('an edit that a later one has overtaken runs nothing when it is ready', async () => {
    const { session, demo } = await opened()
    const ready = new Map<string, () => void>()
    demo.edit = ([file]) => new Promise((resolve) => ready.set(file?.source ?? '', () => resolve(spec)))
    session.edit({ files: filesOf('first'), texts: [] })
    session.edit({ files: filesOf('second'), texts: [] })

    ready.get('first')?.()
    await settledPromises()
    expect(demo.calls).toHaveLength(0)

    ready.get('second')?.()
    await settledPromises()
    expect(demo.calls).toHaveLength(1)
  })

  test('a handler that does not start runs nothing', async () => {
    const { session, demo } = await opened()
    demo.edit = () => Promise.reject(new Error('it does not compile'))
    session.edit({ files: filesOf('broken'), texts: [] })
    await settledPromises()
    expect(demo.calls).toHaveLength(0)
  })
})
