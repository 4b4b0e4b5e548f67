import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { CallState, ComponentSpec, EventSpec, InterfaceSpec } from '../../host/types'
import { draftKey } from '../demo/form'
import type { Run } from '../demo/runs'
import { createSession } from '../demo/session'
import { type FakeDemo, fakeHost, filesOf } from '../host.fixture'
import { createBlocks } from './blocks'

const NAME = 0
const GREET = 1
const ANSWER = 2
const COPY = 3
const CLOCK = 4
const COUNT = 5
const CHOICE = 6
const CHAT = 7
const components: ComponentSpec[] = [
  { kind: 'textbox', label: 'Name', lines: 1, value: 'Ada', required: true },
  { kind: 'button', label: 'Greet', look: 'primary' },
  { kind: 'textbox', label: 'Answer', lines: 1, value: '' },
  { kind: 'textbox', label: 'Copy', lines: 1, value: '' },
  { kind: 'timer', every: 1, active: true },
  { kind: 'number', label: 'Count', value: 0 },
  { kind: 'checkbox', label: 'Loud', value: false },
  { kind: 'chatbot', label: 'Talk' },
]

type On = 'click' | 'change' | 'submit' | 'tick'
const on = (
  component: number,
  happening: On,
  inputs: number[],
  outputs: number[],
  name = 'any',
): EventSpec => ({
  name,
  trigger: { type: 'component', component, event: happening },
  inputs,
  outputs,
})
const then = (event: number, succeeded: boolean, inputs: number[], outputs: number[]): EventSpec => ({
  name: 'then',
  trigger: { type: 'then', event, succeeded },
  inputs,
  outputs,
})
const load: EventSpec = { name: 'load', trigger: { type: 'load' }, inputs: [], outputs: [COUNT] }

async function open(...events: EventSpec[]) {
  const spec: InterfaceSpec = {
    title: 'page',
    description: '',
    inputs: [],
    outputs: [{ kind: 'textbox', lines: 1, value: '' }],
    gpu: [],
    layout: 'blocks',
    blocks: { components, layout: [], events },
  }
  const demo = fakeHost({ specs: { page: spec } }).demo('page')
  if (demo === undefined) throw new Error('the fake host has no such demo')
  await demo.start()
  const told: Run[] = []
  const session = createSession(demo, (run) => told.push(run))
  const blocks = createBlocks(session)
  const draft = (component: number) => {
    const known = components[component]
    return known && session.state.getState().drafts[draftKey(known, component)]
  }
  return { demo, session, blocks, told, draft }
}

/** `event(inputs)` of each call. */
const asked = (demo: FakeDemo) =>
  demo.calls.map(({ options, inputs }) => `${options.event}(${inputs.map(String).join(', ')})`)

function at(demo: FakeDemo, call: number, state: Partial<CallState>): void {
  demo.calls[call]?.state.setState(state)
}

/** Ends a call; what follows from that has followed when it resolves. */
async function end(demo: FakeDemo, call: number, ...outputs: unknown[]): Promise<void> {
  at(demo, call, { phase: 'done', outputs })
  await new Promise((resolve) => setTimeout(resolve))
}

const error = { code: 'HandlerFailed', message: 'no', wayOut: '', figures: {}, stack: '' } as const

describe('a press', () => {
  test('sends what the components hold now, is shown as running, and is ignored until it is through', async () => {
    const { demo, blocks } = await open(on(GREET, 'click', [NAME, GREET], [ANSWER]))
    blocks.fill(NAME, 'Grace')
    expect(blocks.click(GREET)).toBeUndefined()
    blocks.click(GREET)
    expect(asked(demo)).toEqual(['0(Grace, null)'])
    expect(blocks.state.getState().running).toEqual(new Set([0]))
    await end(demo, 0, 'hello')
    expect(blocks.state.getState().running.size).toBe(0)
    expect(blocks.holding.state.getState().values.get(ANSWER)).toBe('hello')
    blocks.click(GREET)
    expect(demo.calls).toHaveLength(2)
  })

  test('that something stands in the way of reaches nobody, and says what, until that is mended', async () => {
    const { demo, blocks } = await open(on(GREET, 'click', [CHOICE, NAME], [ANSWER]))
    blocks.fill(NAME, ' ')
    expect(blocks.click(GREET)).toEqual({ component: NAME })
    expect(demo.calls).toHaveLength(0)
    expect(blocks.state.getState().tried).toEqual(new Set([NAME]))
    blocks.fill(NAME, 'Grace')
    expect(blocks.state.getState().tried.size).toBe(0)
  })

  test('two events run side by side; each is stopped by itself, or all at once', async () => {
    const { demo, session, blocks } = await open(
      on(GREET, 'click', [], [ANSWER]),
      on(NAME, 'submit', [NAME], [COPY]),
    )
    blocks.click(GREET)
    blocks.submit(NAME)
    expect(asked(demo)).toEqual(['0()', '1(Ada)'])
    blocks.stop(0)
    expect(demo.calls.map(({ cancelled }) => cancelled)).toEqual([true, false])
    session.stop()
    expect(demo.calls[1]?.cancelled).toBe(true)
  })

  test('is told to the history with its own inputs and outputs', async () => {
    const { blocks, told } = await open(load, on(NAME, 'submit', [NAME], [COPY]))
    blocks.submit(NAME)
    expect(told).toMatchObject([
      { event: 1, inputs: ['Ada'], keys: ['0:textbox'], specs: { outputs: [{ label: 'Copy' }] } },
    ])
  })
})

describe('what an event gives', () => {
  test('goes into the draft of a control, as it streams in; what it leaves as it is stays the visitor’s', async () => {
    const { demo, blocks, draft } = await open(on(GREET, 'click', [NAME], [NAME, ANSWER]))
    blocks.click(GREET)
    at(demo, 0, { phase: 'working', outputs: ['Ada L.', undefined] })
    expect(draft(NAME)).toBe('Ada L.')
    blocks.fill(NAME, 'typed since')
    at(demo, 0, { outputs: ['Ada L.', 'one'] })
    expect(draft(NAME)).toBe('typed since')
    at(demo, 0, { outputs: ['Ada Lovelace', 'one'] })
    expect(draft(NAME)).toBe('Ada Lovelace')
    await end(demo, 0, null, 'one')
    expect(draft(NAME)).toBeUndefined()
  })

  test('and cannot be held by its control is told, and goes with the next that can', async () => {
    const { demo, blocks, draft } = await open(on(GREET, 'click', [NAME], [NAME]))
    blocks.click(GREET)
    at(demo, 0, { outputs: [17] })
    expect(blocks.holding.state.getState().misfits.get(NAME)).toBe(17)
    expect(draft(NAME)).toBeUndefined()
    await end(demo, 0, 'text')
    expect(blocks.holding.state.getState().misfits.size).toBe(0)
    expect(draft(NAME)).toBe('text')
  })

  test('stays when it fails later', async () => {
    const { demo, blocks } = await open(on(GREET, 'click', [], [ANSWER]))
    blocks.click(GREET)
    at(demo, 0, { phase: 'failed', outputs: ['half'], partial: true, error })
    expect(blocks.holding.state.getState().values.get(ANSWER)).toBe('half')
  })

  test('starts and stops a timer', async () => {
    const { demo, blocks } = await open(on(GREET, 'click', [], [CLOCK]))
    blocks.click(GREET)
    await end(demo, 0, false)
    expect(blocks.holding.state.getState().active.get(CLOCK)).toBe(false)
  })

  test('is drawn on canvases, which are known by their component', async () => {
    const { demo, blocks } = await open(on(GREET, 'click', [], [ANSWER, COPY]))
    blocks.click(GREET)
    demo.calls[0]?.options.canvas?.(1, 4, 3)
    const canvas = blocks.state.getState().canvases.get(COPY)
    expect(canvas).toMatchObject({ width: 4, height: 3 })
  })
})

describe('a conversation', () => {
  const hello = [{ role: 'user', content: 'hello' }]

  test('is taken as it is shown, and is empty at first', async () => {
    const { demo, blocks, draft } = await open(on(NAME, 'submit', [NAME, CHAT], [NAME, CHAT]))
    blocks.submit(NAME)
    expect(demo.calls[0]?.inputs).toEqual(['Ada', []])
    at(demo, 0, { phase: 'working', outputs: ['', hello] })
    expect(draft(NAME)).toBe('')
    await end(demo, 0, '', [...hello, { role: 'assistant', content: 'Ada?' }])
    blocks.fill(NAME, 'yes')
    blocks.submit(NAME)
    expect(demo.calls[1]?.inputs).toEqual(['yes', [...hello, { role: 'assistant', content: 'Ada?' }]])
  })

  test('that is none, as it is told below it, is not handed on', async () => {
    const { demo, blocks } = await open(on(GREET, 'click', [CHAT], [CHAT]))
    blocks.click(GREET)
    await end(demo, 0, ['hello'])
    blocks.click(GREET)
    expect(demo.calls[1]?.inputs).toEqual([[]])
  })

  test('does not hide what stands in the way beside it', async () => {
    const { demo, blocks } = await open(on(GREET, 'click', [CHAT, NAME], [CHAT]))
    blocks.fill(NAME, '')
    expect(blocks.click(GREET)).toEqual({ component: NAME })
    expect(demo.calls).toHaveLength(0)
  })
})

describe('a change', () => {
  test('by typing is followed after 250 ms of quiet, with the newest value; by a tick at once', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { demo, blocks } = await open(
      on(NAME, 'change', [NAME], [ANSWER]),
      on(CHOICE, 'change', [CHOICE], [COPY]),
    )
    blocks.fill(NAME, 'a')
    vi.advanceTimersByTime(200)
    blocks.fill(NAME, 'ab')
    vi.advanceTimersByTime(249)
    expect(demo.calls).toHaveLength(0)
    vi.advanceTimersByTime(1)
    blocks.fill(CHOICE, true)
    expect(asked(demo)).toEqual(['0(ab)', '1(true)'])
  })

  test('while its event runs waits for the end of it; of several the newest', async () => {
    const { demo, blocks } = await open(on(CHOICE, 'change', [CHOICE], [ANSWER]))
    for (const ticked of [true, false, true, false]) blocks.fill(CHOICE, ticked)
    expect(asked(demo)).toEqual(['0(true)'])
    await end(demo, 0, 'x')
    expect(asked(demo)).toEqual(['0(true)', '0(false)'])
    await end(demo, 1, 'y')
    expect(demo.calls).toHaveLength(2)
  })

  test('to what cannot be sent waits in silence', async () => {
    const { demo, blocks } = await open(on(CHOICE, 'change', [CHOICE, NAME], [ANSWER]))
    blocks.fill(NAME, '')
    blocks.fill(CHOICE, true)
    expect(demo.calls).toHaveLength(0)
    expect(blocks.state.getState().tried.size).toBe(0)
  })

  test('by another event counts if the value is really another, and once it has ended', async () => {
    const { demo, blocks } = await open(
      on(GREET, 'click', [NAME], [NAME]),
      on(NAME, 'change', [NAME], [ANSWER]),
    )
    blocks.click(GREET)
    // What the field shows already, though nobody has typed it.
    await end(demo, 0, 'Ada')
    expect(demo.calls).toHaveLength(1)
    blocks.click(GREET)
    at(demo, 1, { outputs: ['Gr'] })
    expect(demo.calls).toHaveLength(2)
    await end(demo, 1, 'Grace')
    expect(asked(demo).at(-1)).toBe('1(Grace)')
  })

  test('by an event does not set off that event again', async () => {
    const { demo, blocks } = await open(on(CHOICE, 'change', [CHOICE], [CHOICE]))
    blocks.fill(CHOICE, true)
    await end(demo, 0, false)
    expect(demo.calls).toHaveLength(1)
  })

  test('that sets off another which changes the first comes to an end, and says so', async () => {
    const { demo, blocks } = await open(
      on(CHOICE, 'change', [], [NAME], 'ping'),
      on(NAME, 'change', [NAME], [CHOICE, COUNT], 'pong'),
    )
    blocks.fill(CHOICE, true)
    for (let call = 0; call < demo.calls.length && call < 50; call += 1) {
      if (call % 2 === 0) await end(demo, call, `name ${call}`)
      else await end(demo, call, call % 4 === 3, call)
    }
    expect(demo.calls).toHaveLength(16)
    expect(blocks.state.getState()).toMatchObject({ cut: 'ping', running: new Set() })
    blocks.fill(CHOICE, false)
    expect(blocks.state.getState().cut).toBeUndefined()
    expect(demo.calls).toHaveLength(17)
  })
})

describe('the end of an event', () => {
  const chain = [on(GREET, 'click', [], [ANSWER]), then(0, false, [NAME], [COPY]), then(0, true, [], [COUNT])]

  test('sets off what waits for it, after its outputs are there', async () => {
    const { demo, blocks } = await open(on(GREET, 'click', [], [NAME]), then(0, true, [NAME], [COPY]))
    blocks.click(GREET)
    await end(demo, 0, 'Grace')
    expect(asked(demo)).toEqual(['0()', '1(Grace)'])
  })

  test('by failure sets off what does not want success; Stop sets off nothing', async () => {
    const { demo, blocks } = await open(...chain)
    blocks.click(GREET)
    at(demo, 0, { phase: 'failed', error })
    await end(demo, 1, 'x')
    expect(asked(demo)).toEqual(['0()', '1(Ada)'])
    blocks.click(GREET)
    at(demo, 2, { phase: 'failed', error: { ...error, code: 'Cancelled' } })
    await end(demo, 1, 'x')
    expect(demo.calls).toHaveLength(3)
  })
})

describe('by itself', () => {
  test('a tick is skipped while the one before is under way, counts, and is not kept in the history', async () => {
    const { demo, blocks, told } = await open(on(CLOCK, 'tick', [CLOCK], [COUNT]))
    for (let time = 0; time < 3; time += 1) blocks.tick(CLOCK)
    expect(asked(demo)).toEqual(['0(1)'])
    await end(demo, 0, 1)
    blocks.tick(CLOCK)
    expect(asked(demo)).toEqual(['0(1)', '0(2)'])
    expect(told).toEqual([])
  })

  test('load happens once for each opening, and once for each handler', async () => {
    const { demo, blocks } = await open(load)
    const first = {}
    blocks.open(first)
    blocks.open(first)
    expect(demo.calls).toHaveLength(1)
    await end(demo, 0, 1)
    blocks.open({})
    expect(demo.calls).toHaveLength(2)
  })

  test('an edited handler begins with nothing; what the old one gives is not shown, and the last press is repeated', async () => {
    const { demo, session, blocks } = await open(load, on(GREET, 'click', [], [ANSWER], 'greet'))
    blocks.click(GREET)
    session.edit({ files: filesOf('new'), texts: [] }, blocks.again)
    await expect.poll(() => demo.calls.length).toBe(2)
    expect(demo.calls[0]?.cancelled).toBe(true)
    await end(demo, 0, 'late')
    expect(blocks.holding.state.getState().values.size).toBe(0)
    expect(asked(demo)).toEqual(['1()', '1()'])
    expect(blocks.state.getState().running).toEqual(new Set([1]))
  })
})
