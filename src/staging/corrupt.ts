import { type ErrorFigures, SubletError } from '../protocol/errors'

/** A file that is not what it should be. `offset` is where, in bytes from its start. */
export function corrupt(what: string, offset: number, figures: ErrorFigures = {}): SubletError {
  return new SubletError('ModelCorrupt', `${what}, at byte ${offset}.`, { figures: { offset, ...figures } })
}

/** Fewer bytes than something that was announced. */
export function cutOff(what: string, offset: number, expectedBytes: number, foundBytes: number): SubletError {
  return corrupt(`${what}: ${expectedBytes} bytes expected, ${foundBytes} found`, offset, {
    expectedBytes,
    foundBytes,
  })
}

/** Says which file an error of the packer is about: the packer itself knows only bytes. */
export function inFile(error: SubletError, file: string): SubletError {
  const { code, message, wayOut, figures } = error
  return new SubletError(code, `${file}: ${message}`, { wayOut, figures: { ...figures, file }, cause: error })
}
