import type { FromRunner } from '../../protocol/runner'
import type { Runner, RunnerListener } from '../runner'
import type { ReadableStack } from './stacks'

/**
 * The same runner, whose errors and log lines speak of the files that the author wrote.
 *
 * @param base begins the names of the demo's modules: a text without it needs nothing
 * @param open called for the first text that does. What the runner says meanwhile waits behind it, in order. When it
 * fails the texts stay as they are: a stack of compiled code says more than none.
 */
export function withReadableStacks(runner: Runner, base: string, open: () => Promise<ReadableStack>): Runner {
  let readable: ReadableStack | undefined
  const waiting: (() => void)[] = []

  function deliver(tell: () => void, needed: boolean): void {
    if (waiting.length > 0 || (needed && readable === undefined)) waiting.push(tell)
    else return tell()
    if (waiting.length === 1)
      void open()
        .catch(() => unchanged)
        .then(flush)
  }

  function flush(opened: ReadableStack): void {
    readable = opened
    // What a listener does may end the runner or start another call; none of it adds to what waits.
    for (const tell of waiting.splice(0)) tell()
  }

  return {
    ...runner,
    listen(listener: RunnerListener) {
      runner.listen({
        message: (message) =>
          deliver(
            () => listener.message(withTexts(message, readable ?? unchanged)),
            textsOf(message).some((text) => text.includes(base)),
          ),
        died: (error) => deliver(() => listener.died(error), false),
      })
    },
  }
}

function unchanged(text: string): string {
  return text
}

function textsOf(message: FromRunner): string[] {
  switch (message.type) {
    case 'log':
      return [message.text]
    case 'loadFailed':
    case 'threw':
      return [message.error.message, message.error.wayOut, message.error.stack]
    default:
      return []
  }
}

function withTexts(message: FromRunner, readable: ReadableStack): FromRunner {
  switch (message.type) {
    case 'log':
      return { ...message, text: readable(message.text) }
    case 'loadFailed':
    case 'threw': {
      const { error } = message
      return {
        ...message,
        error: {
          ...error,
          message: readable(error.message),
          // What to change is a place in the handler as well.
          wayOut: readable(error.wayOut),
          stack: readable(error.stack),
        },
      }
    }
    default:
      return message
  }
}
