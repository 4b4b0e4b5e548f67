import { describe, expect, test } from 'vitest'
import type { CallState, InterfaceSpec } from '../../host/types'
import { createSession, type Session } from '../demo/session'
import { type FakeDemo, fakeHost, filesOf } from '../host.fixture'
import { type Conversation, createConversation, transcript } from './conversation'

const spec: InterfaceSpec = {
  title: 'Talk',
  description: '',
  inputs: [
    { kind: 'textbox', lines: 1, value: '' },
    { kind: 'chatbot' },
    { kind: 'number', label: 'Tokens', value: 40, max: 256 },
  ],
  outputs: [{ kind: 'chatbot' }],
  gpu: [],
  layout: 'chat',
}

const user = (content: string) => ({ role: 'user', content })
const reply = (content: string) => ({ role: 'assistant', content })

interface Talk {
  demo: FakeDemo
  session: Session
  conversation: Conversation
  /** Sets the state of the newest call. */
  at(state: Partial<CallState>): void
  /** What a visitor sees. */
  shown(): unknown
  inputs(): readonly unknown[] | undefined
}

async function talk(): Promise<Talk> {
  const demo = fakeHost({ specs: { talk: spec } }).demo('talk')
  if (demo === undefined) throw new Error('the fake host has no such demo')
  await demo.start()
  const session = createSession(demo)
  const conversation = createConversation(session)
  return {
    demo,
    session,
    conversation,
    at: (state) => demo.calls.at(-1)?.state.setState(state),
    shown() {
      const { asked, call } = conversation.state.getState()
      return transcript(asked, call?.state.getState().outputs)
    },
    inputs: () => demo.calls.at(-1)?.inputs,
  }
}

const error = { code: 'HandlerFailed', message: '', wayOut: '', figures: {}, stack: '' } as const
const ONE = [user('one'), reply('uno')]

/** After one exchange. */
async function begun(): Promise<Talk> {
  const here = await talk()
  here.conversation.send('one')
  here.at({ phase: 'done', outputs: [ONE] })
  return here
}

describe('sending', () => {
  test('the message box is sent with the conversation and the settings, and emptied', async () => {
    const { session, conversation, inputs, shown } = await begun()
    session.draft(0, 'two')
    conversation.send()
    expect(inputs()).toEqual(['two', ONE, 40])
    expect(shown()).toEqual([...ONE, user('two')])
    expect(session.typed(0)).toBe('')
  })

  test('an empty message box sends nothing, nor does anything while a reply is on its way', async () => {
    const { demo, session, conversation } = await talk()
    session.draft(0, ' \n')
    expect(conversation.send()).toBeUndefined()
    conversation.send('one')
    session.draft(0, 'two')
    expect(conversation.send()).toBeUndefined()
    expect(conversation.retry()).toBeUndefined()
    expect(demo.calls).toHaveLength(1)
    expect(session.typed(0)).toBe('two')
  })

  test('a setting that stands in the way keeps the message', async () => {
    const { demo, session, conversation, shown } = await talk()
    session.draft(2, '999')
    session.draft(0, 'one')
    expect(conversation.send()).toMatchObject({ ok: false, index: 2 })
    expect(demo.calls).toHaveLength(0)
    expect(shown()).toEqual([])
    expect(session.typed(0)).toBe('one')
  })
})

describe('what the next call is given is what is shown', () => {
  test.each([
    ['a reply that was stopped', [...ONE, user('two'), reply('d')]],
    ['a question that failed before its first word', undefined],
    ['a handler that says what is no conversation', 'dos'],
  ])('%s', async (_, output) => {
    const { conversation, at, shown, inputs } = await begun()
    conversation.send('two')
    at({ phase: 'failed', error, ...(output !== undefined && { outputs: [output] }) })
    const seen = shown()
    expect(seen).toEqual(Array.isArray(output) ? output : [...ONE, user('two')])
    conversation.send('three')
    expect(inputs()).toEqual(['three', seen, 40])
  })
})

describe('taking back', () => {
  test('Retry asks the last question anew, after what was said before it', async () => {
    const { session, conversation, at, inputs, shown } = await begun()
    conversation.send('two')
    at({ phase: 'failed', error, outputs: [[...ONE, user('two'), reply('d')]] })
    session.draft(0, 'being written')
    conversation.retry()
    expect(inputs()).toEqual(['two', ONE, 40])
    expect(shown()).toEqual([...ONE, user('two')])
    expect(session.typed(0)).toBe('being written')
  })

  test('Undo gives the question back to an empty message box; it can go on to the beginning', async () => {
    const { session, conversation, at, shown } = await begun()
    conversation.send('two')
    at({ phase: 'done', outputs: [[...ONE, user('two'), reply('dos')]] })
    conversation.undo()
    expect(shown()).toEqual(ONE)
    expect(session.typed(0)).toBe('two')
    conversation.undo()
    expect(shown()).toEqual([])
    expect(session.typed(0)).toBe('two')
    conversation.undo()
    expect(shown()).toEqual([])
    expect(conversation.retry()).toBeUndefined()
  })

  test('Clear forgets all of it: the next message is the first', async () => {
    const { conversation, inputs, shown } = await begun()
    conversation.clear()
    expect(shown()).toEqual([])
    conversation.send('anew')
    expect(inputs()).toEqual(['anew', [], 40])
  })

  test('what still answers is stopped, and says nothing any more', async () => {
    const { demo, conversation, at, shown } = await begun()
    conversation.send('two')
    conversation.clear()
    expect(demo.calls.at(-1)?.cancelled).toBe(true)
    at({ outputs: [[...ONE, user('two'), reply('d')]] })
    expect(shown()).toEqual([])
  })
})

describe('the States of the handler', () => {
  /** Three exchanges; before the n-th one the States held n - 1. */
  async function counted(): Promise<Talk> {
    const here = await talk()
    const said: { role: string; content: string }[] = []
    for (const [index, word] of ['one', 'two', 'three'].entries()) {
      here.demo.states = index
      here.conversation.send(word)
      said.push(user(word), reply(`${index}`))
      here.at({ phase: 'done', outputs: [[...said]] })
    }
    here.demo.states = 3
    return here
  }
  const begunWith = ({ demo }: Talk) => demo.calls.at(-1)?.states

  test('go on from message to message', async () => {
    const here = await counted()
    here.conversation.send('four')
    expect(begunWith(here)).toBe(3)
  })

  test('are at each Retry what they were before the question', async () => {
    const here = await counted()
    for (const left of [30, 31]) {
      here.conversation.retry()
      expect(here.inputs()?.[0]).toBe('three')
      expect(begunWith(here)).toBe(2)
      here.demo.states = left
      here.at({ phase: 'failed', error })
    }
    here.conversation.send('four')
    expect(begunWith(here)).toBe(31)
  })

  test('go back with each Undo', async () => {
    const here = await counted()
    here.conversation.undo()
    expect(here.demo.states).toBe(2)
    here.conversation.undo()
    expect(here.demo.states).toBe(1)
    here.demo.states = 'changed by a program'
    here.conversation.send('other')
    here.at({ phase: 'failed', error })
    here.conversation.retry()
    expect(begunWith(here)).toBe('changed by a program')
  })

  test('stay where a Retry is refused', async () => {
    const here = await counted()
    here.conversation.send('four')
    expect(here.conversation.retry()).toBeUndefined()
    here.at({ phase: 'failed', error })
    here.session.draft(2, '999')
    expect(here.conversation.retry()).toMatchObject({ ok: false })
    expect(here.demo.states).toBe(3)
  })

  test('are forgotten with the conversation, and where the handler tells of questions that nobody asked', async () => {
    const cleared = await counted()
    cleared.conversation.clear()
    expect(cleared.demo.states).toBeUndefined()

    const retold = await counted()
    retold.at({ outputs: [[...ONE, reply('more'), user('never asked')]] })
    retold.conversation.retry()
    expect(begunWith(retold)).toBeUndefined()
  })
})

describe('an edited handler', () => {
  const edit = ({ session, conversation }: Talk) =>
    session.edit({ files: filesOf('new'), texts: [] }, conversation.again)

  test('answers the last question anew', async () => {
    const here = await begun()
    edit(here)
    await expect.poll(() => here.demo.calls.length).toBe(2)
    expect(here.inputs()).toEqual(['one', [], 40])
  })

  test('of a conversation that has not begun gets what was typed', async () => {
    const here = await talk()
    here.session.draft(0, 'typed')
    edit(here)
    await expect.poll(() => here.inputs()).toEqual(['typed', [], 40])
  })

  test('that is a form now is run as one', async () => {
    const here = await begun()
    here.demo.state.setState({ spec: { ...spec, inputs: [], outputs: [{ kind: 'json' }] } })
    here.conversation.again()
    expect(here.inputs()).toEqual([])
  })
})
