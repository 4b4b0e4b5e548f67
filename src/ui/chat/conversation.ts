import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '../../host/types'
import type { Collected } from '../demo/form'
import type { Session } from '../demo/session'
import { type Exchange, isChat, lastExchange, type Message, readMessages } from './messages'

export interface ConversationState {
  /** Up to the question of `call`; without a call, all of it. */
  asked: readonly Message[]
  /** The one that answers, or has. */
  call: Call | undefined
}

/** Where the message is among the inputs of a chat; the conversation comes next, and then its settings. */
export const MESSAGE = 0
export const SETTINGS = 2

/**
 * A visitor's conversation with one demo. It is kept here and nowhere else: each call is given what is shown, and what
 * its last yield made of it is shown from then on, however the call ended. So the two cannot differ. The handler's
 * `State`s go back with it: what was taken back has left nothing in them.
 */
export interface Conversation {
  readonly state: StoreApi<ConversationState>
  /**
   * Asks what the message box holds, or `question`. Undefined: it is empty, or a call is under way.
   * @returns `ok: false` for the setting that stands in the way
   */
  send(question?: string): Collected | undefined
  /** Asks the last question once more; what was answered to it is gone, and what that left in the `State`s. */
  retry(): Collected | undefined
  /** The last exchange is gone, and what answers to it is stopped. Its question goes back to the message box, unless something is there already. */
  undo(): void
  /** All of it is gone, and what answers is stopped. */
  clear(): void
  /** Runs a handler that was edited: on the last question, or on what the message box holds. */
  again(): void
}

/** What is shown: the call's own word, as soon as there is one. */
export function transcript(asked: readonly Message[], outputs: readonly unknown[] | undefined) {
  return readMessages(outputs?.[0]) ?? asked
}

export function createConversation(session: Session): Conversation {
  const { demo } = session
  const state = createStore<ConversationState>(() => ({ asked: [], call: undefined }))
  /** By the place of each question: puts the `State`s back to what they held before it. */
  const backTo = new Map<number, () => void>()

  const shown = () => {
    const { asked, call } = state.getState()
    return transcript(asked, call?.state.getState().outputs)
  }

  /** A conversation that the handler has told otherwise has questions that were never asked: nothing is known of those. */
  const putBack = ({ before }: Exchange) => (backTo.get(before.length) ?? demo.forgetStates)()

  const ask = (before: readonly Message[], question: string, first?: () => void): Collected | undefined => {
    const collected = session.run([question, before], () => {
      first?.()
      backTo.set(before.length, demo.saveStates())
    })
    if (collected?.ok === true) {
      const asked: Message[] = [...before, { role: 'user', content: question }]
      state.setState({ asked, call: session.state.getState().call })
    }
    return collected
  }

  const send = (question?: string): Collected | undefined => {
    const text = question ?? session.typed(MESSAGE)
    if (text.trim() === '') return
    const collected = ask(shown(), text)
    if (collected?.ok === true && question === undefined) session.draft(MESSAGE, '')
    return collected
  }

  const retry = (): Collected | undefined => {
    const last = lastExchange(shown())
    return last && ask(last.before, last.question, () => putBack(last))
  }

  return {
    state,
    send,
    retry,
    undo() {
      const last = lastExchange(shown())
      if (last === undefined) return
      session.stop()
      putBack(last)
      backTo.delete(last.before.length)
      state.setState({ asked: last.before, call: undefined })
      if (session.typed(MESSAGE).trim() === '') session.draft(MESSAGE, last.question)
    },
    clear() {
      session.stop()
      demo.forgetStates()
      backTo.clear()
      state.setState({ asked: [], call: undefined })
    },
    again() {
      const { spec } = demo.state.getState()
      if (spec === undefined || !isChat(spec)) session.run()
      else if (shown().length > 0) retry()
      else send()
    },
  }
}

const conversations = new WeakMap<Session, Conversation>()

/** The same conversation for the same session. */
export function conversationOf(session: Session): Conversation {
  const known = conversations.get(session)
  if (known !== undefined) return known
  const conversation = createConversation(session)
  conversations.set(session, conversation)
  return conversation
}
