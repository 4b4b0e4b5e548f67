import * as v from 'valibot'

/** What a transport has to offer: a MessagePort, a dedicated worker or its global scope. */
export interface MessageEndpoint {
  postMessage(message: unknown, transfer: Transferable[]): void
  addEventListener(type: 'message' | 'messageerror', listener: (event: MessageEvent<unknown>) => void): void
  removeEventListener(
    type: 'message' | 'messageerror',
    listener: (event: MessageEvent<unknown>) => void,
  ): void
  start?(): void
  close?(): void
}

export interface PortHandlers<In> {
  message(message: In): void
  /** Called for what does not parse; the message itself is dropped and changes nothing. */
  malformed(reason: string): void
}

/** One end of a boundary. It parses what comes in and types what goes out; it knows nothing of replies. */
export interface Port<Out> {
  post(message: Out, transfer?: Transferable[]): void
  /** Idempotent. After it nothing is received and `post` does nothing. */
  close(): void
}

/** Wraps an endpoint so that only messages of `schema` get through. */
export function openPort<In, Out>(
  endpoint: MessageEndpoint,
  schema: v.GenericSchema<unknown, In>,
  handlers: PortHandlers<In>,
): Port<Out> {
  let open = true
  const onMessage = (event: MessageEvent<unknown>): void => {
    // One issue is enough: a hostile message could have a million of them.
    const parsed = v.safeParse(schema, event.data, { abortEarly: true })
    if (parsed.success) handlers.message(parsed.output)
    else handlers.malformed(summarise(parsed.issues))
  }
  const onError = (): void => handlers.malformed('a message could not be deserialised')
  endpoint.addEventListener('message', onMessage)
  endpoint.addEventListener('messageerror', onError)
  endpoint.start?.()
  return {
    post(message, transfer = []) {
      if (open) endpoint.postMessage(message, transfer)
    },
    close() {
      if (!open) return
      open = false
      endpoint.removeEventListener('message', onMessage)
      endpoint.removeEventListener('messageerror', onError)
      endpoint.close?.()
    },
  }
}

/** An issue quotes what it met, which can be of any length. */
const LONGEST_REASON = 300

function summarise([issue]: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  return `${v.getDotPath(issue) ?? '(message)'}: ${issue.message}`.slice(0, LONGEST_REASON)
}
