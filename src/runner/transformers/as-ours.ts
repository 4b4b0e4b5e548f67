import { SubletError } from '../../protocol/errors'
import { HUB_URL } from '../../protocol/repository'

/** What Transformers.js calls its refusal where a hub answered 401, 403 or 404. */
const NOT_FOUND = 'ModelFileNotFoundError'

/** An error of a handler as it is told to the page: one of the library for which there is a code gets it. */
export function asOurs(error: unknown): unknown {
  try {
    if (!(error instanceof Error) || error.name !== NOT_FOUND) return error
    return new SubletError('ModelNotFound', error.message, {
      cause: error,
      ...(error.stack !== undefined && { stack: error.stack }),
      wayOut: `Check the id. A model that is gated or private needs your token, and one of another hub than ${HUB_URL} its address: both are set on the Models page.`,
    })
  } catch {
    // A proxy whose traps throw is told as what it is.
    return error
  }
}
