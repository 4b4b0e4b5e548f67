import { conversationOf, MESSAGE } from '../chat/conversation'
import { isChat, type Message, readMessages } from '../chat/messages'
import { draftKey } from '../demo/form'
import type { Session } from '../demo/session'
import { formatWhen } from './format-when'
import { endText, outcomeView } from './outcome-view'
import type { KeptRun, RunValues } from './records'

/** Puts a run back: what went in into the form, and what came out in the place of the result. */
export function restoreRun(session: Session, { record, values }: KeptRun, now: number): void {
  const { spec } = session.demo.state.getState()
  if (spec !== undefined && isChat(spec)) {
    const message = spec.inputs[MESSAGE]
    const drafts = { ...values.drafts }
    if (message !== undefined) delete drafts[draftKey(message, MESSAGE)]
    session.refill(drafts, undefined)
    resume(session, values)
    return
  }
  const { tone } = outcomeView(record)
  session.refill(values.drafts, {
    from: 'From the history',
    specs: values.specs.outputs,
    outputs: values.outputs,
    text: `${formatWhen(record.at, now)} · ${endText(record)}`,
    tone,
    notes: record.reason === '' ? record.notes : [record.reason, ...record.notes],
  })
}

/** A conversation goes on from there. What the handler's `State`s held then is not known. */
function resume(session: Session, { inputs: [question, history], outputs }: RunValues): void {
  const conversation = conversationOf(session)
  conversation.clear()
  const before = readMessages(history) ?? []
  const asked: Message[] =
    typeof question === 'string' ? [...before, { role: 'user', content: question }] : [...before]
  conversation.state.setState({ asked: readMessages(outputs?.[0]) ?? asked, call: undefined })
}
