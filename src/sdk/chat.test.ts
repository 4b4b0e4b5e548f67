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
  skip,
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

describe('States among the additional inputs', () => {
  const additionalInputs = [State(0), Slider({ min: 0, max: 1 }), State<readonly string[]>([])] as const
  const INPUTS = ['two', HISTORY, 7, 0.5, ['kept']]
  const WHOLE = [...ASKED, { role: 'assistant', content: 'dos' }]

  test('are handed in where they stand, and come back after the conversation, in their order', async () => {
    const made = ChatInterface({
      title: '',
      additionalInputs,
      fn: (...inputs) => {
        expectTypeOf(inputs).toEqualTypeOf<
          [string, readonly ChatMessage[], number, number, readonly string[]]
        >()
        const [message, , turns, , words] = inputs
        return ['dos', turns + 1, [...words, message]]
      },
    })
    expect(made.outputs).toMatchObject([{ kind: 'chatbot' }, { kind: 'state' }, { kind: 'state' }])
    expect(made.outputs.slice(1)).toEqual([made.inputs[2], made.inputs[4]])
    expect(await given(made, ...INPUTS)).toEqual([[WHOLE, 8, ['kept', 'two']]])
  })

  test('stay as they are where the reply comes alone, or one of them is skipped', async () => {
    const alone = ChatInterface({ title: '', additionalInputs, fn: async () => 'dos' })
    expect(await given(alone, ...INPUTS)).toEqual([[WHOLE, skip(), skip()]])
    const one = ChatInterface({ title: '', additionalInputs, fn: async () => ['dos', skip(), []] })
    expect(await given(one, ...INPUTS)).toEqual([[WHOLE, skip(), []]])
  })

  test('come by the yields that have them, of a generator that is async or not, and of one under GPU(...)', async () => {
    const so = [
      [[...ASKED, { role: 'assistant', content: 'd' }], skip()],
      [WHOLE, 8],
    ]
    const counted = [State(0)] as const
    const made = [
      ChatInterface({
        title: '',
        additionalInputs: counted,
        async *fn(_message, _history, turns) {
          yield 'd'
          yield ['dos', turns + 1]
        },
      }),
      ChatInterface({
        title: '',
        additionalInputs: counted,
        *fn(_message, _history, turns) {
          yield 'd'
          yield ['dos', turns + 1]
        },
      }),
      ChatInterface({
        title: '',
        additionalInputs: counted,
        fn: GPU(async function* (_message: string, _history: readonly ChatMessage[], turns: number) {
          yield 'd'
          yield ['dos', turns + 1] as const
        }),
      }),
    ]
    for (const chat of made) expect(await given(chat, 'two', HISTORY, 7)).toEqual(so)
  })

  test.each([
    [
      'too few',
      () => ['dos', 1],
      'for each State (2): [reply, ...states], an array of 3; it came as an array of 2.',
    ],
    ['too many', () => ['dos', 1, [], 2], 'an array of 3; it came as an array of 4.'],
    ['a yield of none', () => [[]].values(), 'an array of 3; it came as an array of 0.'],
    ['a yield that is no text', () => new Set([1]), 'A reply is a text, alone or'],
  ])('%s: refused with the number that is expected', async (_, fn, message) => {
    // Whoever edits a handler can run it with its types wrong.
    const options = { title: '', additionalInputs, fn }
    const made: { fn: unknown } = Reflect.apply(ChatInterface, undefined, [options])
    const error = { name: 'TypeError', message: expect.stringContaining(message) }
    await expect(given(made, ...INPUTS)).rejects.toThrow(expect.objectContaining(error))
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
  // @ts-expect-error a State keeps its type
  ChatInterface({ title: '', additionalInputs: [State(0)], fn: (_m, _h, turns) => ['', `${turns}`] }),
  // @ts-expect-error one State, two values
  ChatInterface({ title: '', additionalInputs: [State(0)], fn: (_m, _h, turns) => ['', turns, turns] }),
  // @ts-expect-error two States, one value
  ChatInterface({ title: '', additionalInputs: [State(0), State(0)], fn: (_m, _h, turns) => ['', turns] }),
  ChatInterface({
    title: '',
    additionalInputs: [State(0), State('')],
    // @ts-expect-error in their order
    fn: (_m, _h, turns, text) => ['', text, turns],
  }),
  ChatInterface({
    title: '',
    additionalInputs: [State(0)],
    // @ts-expect-error the same for what is yielded
    async *fn(_m, _h, turns) {
      yield ['', `${turns}`]
    },
  }),
  // @ts-expect-error the setting beside it is no State
  ChatInterface({ title: '', additionalInputs: [Slider({ min: 0, max: 1 })], fn: (_m, _h, x) => ['', x] }),
  // @ts-expect-error a conversation gives nothing in to a form
  Interface({ title: '', inputs: [Chatbot()], outputs: [Textbox()], fn: () => '' }),
  // @ts-expect-error there is no such role
  Interface({ title: '', inputs: [], outputs: [Chatbot()], fn: () => [{ role: 'system', content: '' }] }),
])
