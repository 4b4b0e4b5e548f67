import type { InterfaceSpec } from '../../host/types'

export interface Message {
  role: 'user' | 'assistant'
  content: string
}

/** From a runner: it may be anything. Undefined for what is no conversation. */
export function readMessages(value: unknown): readonly Message[] | undefined {
  return Array.isArray(value) && value.every(isMessage) ? value : undefined
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('role' in value && 'content' in value)) return false
  return (value.role === 'user' || value.role === 'assistant') && typeof value.content === 'string'
}

export interface Exchange {
  /** What was said before it. */
  before: readonly Message[]
  /** What it began with. */
  question: string
}

/** The visitor's last message and all that follows it. */
export function lastExchange(messages: readonly Message[]): Exchange | undefined {
  const at = messages.findLastIndex(({ role }) => role === 'user')
  const question = messages[at]?.content
  return question === undefined ? undefined : { before: messages.slice(0, at), question }
}

/** Its page is a conversation. What only says so, without the inputs and the output of one, gets a form. */
export function isChat({ layout, inputs, outputs }: InterfaceSpec): boolean {
  const [message, history] = inputs
  return (
    layout === 'chat' &&
    message?.kind === 'textbox' &&
    history?.kind === 'chatbot' &&
    outputs[0]?.kind === 'chatbot'
  )
}
