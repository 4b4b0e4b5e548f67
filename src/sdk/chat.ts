import { Chatbot, type ChatMessage, type InputComponent, type StateComponent, Textbox } from './components'
import { INTERFACE, type InterfaceDefinition } from './interface'
import { skip } from './skip'
import type { InputValues, OutputValue } from './values'

/** The `State`s among these, in their order. */
type StatesOf<I extends readonly InputComponent[]> = I extends readonly [
  infer First,
  ...infer Rest extends readonly InputComponent[],
]
  ? First extends StateComponent
    ? [First, ...StatesOf<Rest>]
    : StatesOf<Rest>
  : []

type StateValues<S extends readonly StateComponent[]> = { [K in keyof S]: OutputValue<S[K]> }

/** The reply alone leaves the `State`s as they are. */
type Answer<I extends readonly InputComponent[]> =
  | string
  | readonly [reply: string, ...states: StateValues<StatesOf<I>>]

export interface ChatInterfaceOptions<I extends readonly InputComponent[]> {
  title: string
  description?: string
  /**
   * Answers a message. May be async; a generator streams, async or not: each text that it yields is the reply so far,
   * from its first word on. With `State`s among the additional inputs a reply may come with their next values:
   * `[reply, ...states]`, one for each in their order; `skip()` leaves one as it is, and the reply alone leaves all.
   * @param history the conversation before the message, oldest first: what the visitor sees of it, also of replies
   * that were stopped or failed
   * @param values of the additional inputs
   */
  fn: (
    message: string,
    history: readonly ChatMessage[],
    ...values: InputValues<I>
  ) => Answer<I> | Promise<Answer<I>> | AsyncIterable<Answer<I>> | Generator<Answer<I>, unknown>
  placeholder?: string
  /** Messages to begin with; one that is clicked is sent. */
  examples?: readonly string[]
  /** Settings beside the conversation, and `State`s, which are as old as it is: a new one begins with new ones. */
  additionalInputs?: I
}

/**
 * The default export of a handler that converses, as `gr.ChatInterface(type="messages")` of Gradio. It is an `Interface`
 * whose inputs are the message and the conversation, and whose outputs are the conversation with both turns added, which
 * nobody keeps but whoever calls, and its `State`s.
 */
export function ChatInterface<const I extends readonly InputComponent[] = []>(
  options: ChatInterfaceOptions<I>,
): InterfaceDefinition {
  const { title, description = '', fn, placeholder, examples = [], additionalInputs = [] } = options
  const states = additionalInputs.filter(({ kind }) => kind === 'state')
  return {
    [INTERFACE]: true,
    title,
    description,
    inputs: [
      Textbox({ label: 'Message', ...(placeholder !== undefined && { placeholder }) }),
      Chatbot({ label: 'History' }),
      ...additionalInputs,
    ],
    outputs: [Chatbot({ label: 'Conversation' }), ...states],
    layout: 'chat',
    examples,
    async fn(message: string, history: readonly ChatMessage[], ...values: InputValues<I>) {
      const answers = await fn(message, history, ...values)
      const outputs = (answer: string | readonly [reply: string, ...states: unknown[]]): unknown => {
        const [reply, ...next] =
          typeof answer === 'string' ? [answer, ...states.map(skip)] : fitting(answer, states.length)
        const conversation: ChatMessage[] = [
          ...history,
          { role: 'user', content: message },
          { role: 'assistant', content: reply },
        ]
        // One output is given bare.
        return next.length === 0 ? conversation : [conversation, ...next]
      }
      return isAnswer<I>(answers) ? outputs(answers) : mapped(answers, outputs)
    },
  }
}

/** @throws TypeError for what is neither a text nor an array with one value for each State */
function fitting<T extends readonly unknown[]>(answer: T, states: number): T {
  if (Array.isArray(answer) && answer.length === states + 1) return answer
  const got = Array.isArray(answer) ? `an array of ${answer.length}` : typeof answer
  const expected = `with one value for each State (${states}): [reply, ...states], an array of ${states + 1}`
  throw new TypeError(`A reply is a text, alone or ${expected}; it came as ${got}.`)
}

/** Arrays and texts can be iterated as well, but they are answers. */
function isAnswer<I extends readonly InputComponent[]>(value: unknown): value is Answer<I> {
  return typeof value === 'string' || Array.isArray(value)
}

async function* mapped<T, U>(values: AsyncIterable<T> | Iterable<T>, to: (value: T) => U): AsyncGenerator<U> {
  for await (const value of values) yield to(value)
}
