import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  Chatbot,
  ChatInterface,
  type ChatMessage,
  GPU,
  Image,
  Interface,
  Slider,
  State,
  Textbox,
} from './index'

const typesOnly = (_wrong: () => unknown): void => undefined

const HISTORY: readonly ChatMessage[] = [
  { role: 'user', content: 'one' },
  { role: 'assistant', content: 'uno' },
]
const ASKED = [...HISTORY, { role: 'user', content: 'two' }]

/** Every value that the lowered function gives, in order. */
async function given(made: { fn: unknown }, ...inputs: unknown[]): Promise<unknown[]> {
  const { fn } = made
  if (typeof fn !== 'function') throw new Error('there is no function')
  const result: unknown = await fn(...inputs)
  if (Array.isArray(result)) return [result]
  const values: unknown[] = []
  for await (const value of Object(result)) values.push(value)
  return values
}

describe('what a handler is given', () => {
  test('the message, the conversation before it, and the additional inputs with their types', async () => {
    const seen: unknown[] = []
    const made = ChatInterface({
      title: 'All',
      additionalInputs: [Slider({ min: 0, max: 1 }), Textbox(), Image()],
      fn: (...inputs) => {
        expectTypeOf(inputs).toEqualTypeOf<[string, readonly ChatMessage[], number, string, ImageData]>()
        seen.push(...inputs)
        return ''
      },
    })
    await given(made, 'two', HISTORY, 0.5, 'pirate', null)
    expect(seen).toEqual(['two', HISTORY, 0.5, 'pirate', null])
  })

  test('without additional inputs, two', () => {
    ChatInterface({
      title: '',
      fn: (...inputs) => {
        expectTypeOf(inputs).toEqualTypeOf<[string, readonly ChatMessage[]]>()
        return ''
      },
    })
  })
})

describe('the reply', () => {
  test('comes after the conversation and the message; at once or later', async () => {
    const whole = [[...ASKED, { role: 'assistant', content: 'dos' }]]
    expect(await given(ChatInterface({ title: '', fn: () => 'dos' }), 'two', HISTORY)).toEqual(whole)
    expect(await given(ChatInterface({ title: '', fn: async () => 'dos' }), 'two', HISTORY)).toEqual(whole)
  })

  test('grows by each yield, of a generator that is async or not, and of one under GPU(...)', async () => {
    const so = [
      [...ASKED, { role: 'assistant', content: 'd' }],
      [...ASKED, { role: 'assistant', content: 'dos' }],
    ]
    async function* later() {
      yield 'd'
      yield 'dos'
    }
    function* now() {
      yield 'd'
      yield 'dos'
    }
    expect(await given(ChatInterface({ title: '', fn: later }), 'two', HISTORY)).toEqual(so)
    expect(await given(ChatInterface({ title: '', fn: now }), 'two', HISTORY)).toEqual(so)
    expect(await given(ChatInterface({ title: '', fn: GPU(later) }), 'two', HISTORY)).toEqual(so)
  })

  test('changes nothing in the history, and whoever stops it ends the generator', async () => {
    const history = Object.freeze([...HISTORY])
    const events: string[] = []
    const made = ChatInterface({
      title: '',
      async *fn() {
        try {
          for (;;) yield 'more'
        } finally {
          events.push('ended')
        }
      },
    })
    const fn: unknown = made.fn
    if (typeof fn !== 'function') throw new Error('there is no function')
    const replies = await fn('two', history)
    await replies.next()
    await replies.return()
    expect(events).toEqual(['ended'])
    expect(history).toEqual(HISTORY)
  })
})

test('it is an Interface that any page could show: message, conversation, settings; the conversation', () => {
  const made = ChatInterface({
    title: 'Talk',
    fn: () => '',
    placeholder: 'Say something',
    examples: ['Hello'],
    additionalInputs: [Slider({ min: 0, max: 1 })],
  })
  expect(made).toMatchObject({
    title: 'Talk',
    description: '',
    layout: 'chat',
    examples: ['Hello'],
    inputs: [
      { kind: 'textbox', placeholder: 'Say something' },
      { kind: 'chatbot' },
      { kind: 'slider', min: 0, max: 1 },
    ],
    outputs: [{ kind: 'chatbot' }],
  })
})

test('a Chatbot is an output of a form as well', () => {
  Interface({ title: '', inputs: [], outputs: [Chatbot({ label: 'Talk' })], fn: () => HISTORY })
})

typesOnly(() => [
  // @ts-expect-error a reply is a text
  ChatInterface({ title: '', fn: () => 1 }),
  // @ts-expect-error a slider gives a number
  ChatInterface({ title: '', additionalInputs: [Slider({ min: 0, max: 1 })], fn: (_m, _h, x: string) => x }),
  // @ts-expect-error nothing gives a third value
  ChatInterface({ title: '', fn: (_m: string, _h: readonly ChatMessage[], x: number) => `${x}` }),
  // @ts-expect-error a State could not come back
  ChatInterface({ title: '', additionalInputs: [State(0)], fn: () => '' }),
  // @ts-expect-error a conversation gives nothing in to a form
  Interface({ title: '', inputs: [Chatbot()], outputs: [Textbox()], fn: () => '' }),
  // @ts-expect-error there is no such role
  Interface({ title: '', inputs: [], outputs: [Chatbot()], fn: () => [{ role: 'system', content: '' }] }),
])
