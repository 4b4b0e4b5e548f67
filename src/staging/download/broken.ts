import { SubletError } from '../../protocol/errors'
import type { Refusal } from './request'

/** A download that ended before its end. What is stored is kept, so asking again goes on from there. */
export function broken(url: string, foundBytes: number, cause: unknown, expectedBytes?: number): Refusal {
  const of = expectedBytes === undefined ? '' : ` of ${expectedBytes}`
  const why = cause instanceof Error ? ` (${cause.message})` : ''
  const error = new SubletError(
    'ModelCorrupt',
    `${url}: the download ended after ${foundBytes}${of} bytes${why}.`,
    {
      figures: { url, foundBytes, ...(expectedBytes === undefined ? {} : { expectedBytes }) },
      cause,
      wayOut: 'Check the connection and ask for the model again: what is stored is kept.',
    },
  )
  return { error, retry: true, afterMs: undefined }
}
