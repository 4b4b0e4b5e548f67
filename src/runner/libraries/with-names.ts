import { LONGEST_ERROR_TEXT } from '../../protocol/errors'
import { type FromRunner, LONGEST_TEXT } from '../../protocol/runner'

/** Puts the names of modules into the stacks that a message carries, for browsers that show URLs of blobs there. */
export function withNames(message: FromRunner, named: (text: string) => string): FromRunner {
  switch (message.type) {
    case 'log':
      return { ...message, text: named(message.text).slice(0, LONGEST_TEXT) }
    case 'loadFailed':
    case 'threw': {
      const { error } = message
      // Cut again, since a name can be longer than the URL, and what is too long is dropped.
      const stack = named(error.stack).slice(0, LONGEST_ERROR_TEXT)
      return { ...message, error: { ...error, stack } }
    }
    default:
      return message
  }
}
