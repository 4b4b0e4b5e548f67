import { Chatbot, type ChatMessage, type InputComponent, type StateComponent, Textbox } from './components'
import { INTERFACE, type InterfaceDefinition } from './interface'
import type { InputValues } from './values'

/** A `State` would need an output of its own to come back from; the conversation is handed in as it is. */
type AdditionalInput = Exclude<InputComponent, StateComponent>

export interface ChatInterfaceOptions<I extends readonly AdditionalInput[]> {
  title: string
  description?: string
  /**
   * Answers a message. May be async; a generator streams, async or not: each text that it yields is the reply so far,
   * from its first word on.
   * @param history the conversation before the message, oldest first: what the visitor sees of it, also of replies
   * that were stopped or failed
   * @param values of the additional inputs
   */
  fn: (
    message: string,
    history: readonly ChatMessage[],
    ...values: InputValues<I>
  ) => string | Promise<string> | AsyncIterable<string> | Generator<string, unknown>
  placeholder?: string
  /** Messages to begin with; one that is clicked is sent. */
  examples?: readonly string[]
  /** Settings beside the conversation. */
  additionalInputs?: I
}

/**
 * The default export of a handler that converses, as `gr.ChatInterface(type="messages")` of Gradio. It is an `Interface`
 * whose inputs are the message and the conversation, and whose output is the conversation with both turns added: nobody
 * keeps it but whoever calls.
 */
export function ChatInterface<const I extends readonly AdditionalInput[] = []>(
  options: ChatInterfaceOptions<I>,
): InterfaceDefinition {
  const { title, description = '', fn, placeholder, examples = [], additionalInputs = [] } = options
  return {
    [INTERFACE]: true,
    title,
    description,
    inputs: [
      Textbox({ label: 'Message', ...(placeholder !== undefined && { placeholder }) }),
      Chatbot({ label: 'History' }),
      ...additionalInputs,
    ],
    outputs: [Chatbot({ label: 'Conversation' })],
    layout: 'chat',
    examples,
    async fn(message: string, history: readonly ChatMessage[], ...values: InputValues<I>) {
      const replies = await fn(message, history, ...values)
      const answered = (content: string): ChatMessage[] => [
        ...history,
        { role: 'user', content: message },
        { role: 'assistant', content },
      ]
      return typeof replies === 'string' ? answered(replies) : mapped(replies, answered)
    },
  }
}

async function* mapped<T, U>(values: AsyncIterable<T> | Iterable<T>, to: (value: T) => U): AsyncGenerator<U> {
  for await (const value of values) yield to(value)
}
