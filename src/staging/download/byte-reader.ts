/** The bytes of a response, in pieces of whatever size is asked for. */
export interface ByteReader {
  /**
   * Fills `into` from its start. Resolves with how many bytes there were: fewer only at the end. Rejects when the
   * connection breaks; what came before that is in `into`, and `onBytes` was told of it.
   */
  fill(into: Uint8Array, onBytes: (bytes: number) => void): Promise<number>
  /** Reads over so many bytes, and tells `onBytes` of them. Resolves with how many there were. */
  skip(bytes: number, onBytes: (bytes: number) => void): Promise<number>
  /** Ends the connection. */
  cancel(): void
}

/** Read at a time. One piece is in memory: a reader that gives each its own leaves hundreds of MB for the collector. */
const PIECE_BYTES = 1024 * 1024

export function readBytes({ body }: Pick<Response, 'body'>): ByteReader {
  const reader = body === null ? undefined : pieceReader(body)
  let rest: Uint8Array = new Uint8Array(0)

  async function next(): Promise<boolean> {
    while (rest.length === 0) {
      const value = await reader?.read()
      if (value === undefined) return false
      rest = value
    }
    return true
  }

  return {
    async fill(into, onBytes) {
      let filled = 0
      while (filled < into.length && (await next())) {
        const piece = rest.subarray(0, into.length - filled)
        into.set(piece, filled)
        rest = rest.subarray(piece.length)
        filled += piece.length
        onBytes(piece.length)
      }
      return filled
    },
    async skip(bytes, onBytes) {
      let skipped = 0
      while (skipped < bytes && (await next())) {
        const step = Math.min(rest.length, bytes - skipped)
        rest = rest.subarray(step)
        skipped += step
        onBytes(step)
      }
      return skipped
    },
    cancel() {
      reader?.cancel()
    },
  }
}

interface PieceReader {
  /** Undefined at the end. A piece is overwritten by the next one. */
  read(): Promise<Uint8Array | undefined>
  cancel(): void
}

function pieceReader(body: ReadableStream<Uint8Array<ArrayBuffer>>): PieceReader {
  const bytes = byteReader(body)
  if (bytes === undefined) {
    const reader = body.getReader()
    return { read: async () => (await reader.read()).value, cancel: () => cancelled(reader) }
  }
  let buffer = new ArrayBuffer(PIECE_BYTES)
  return {
    async read() {
      const { value, done } = await bytes.read(new Uint8Array(buffer))
      if (done || value === undefined) return undefined
      // The stream detached our buffer and hands its memory back with the view.
      buffer = value.buffer
      return value
    },
    cancel: () => cancelled(bytes),
  }
}

/** Undefined where a stream cannot read into a buffer of ours: one that was made by hand, or an old browser's. */
function byteReader(body: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStreamBYOBReader | undefined {
  try {
    return body.getReader({ mode: 'byob' })
  } catch (cause) {
    if (cause instanceof TypeError) return undefined
    throw cause
  }
}

/** Whoever cancels is through with it; that the connection had broken already is of no interest. */
function cancelled(reader: { cancel(): Promise<void> }): void {
  reader.cancel().catch(() => undefined)
}
