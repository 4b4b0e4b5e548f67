import type { ExternalEntry } from '../../protocol/model'

/** Weights that ONNX Runtime reads itself while a session is created. */
export interface ExternalFiles {
  /** For the session options. */
  externalData: { path: string; data: Blob }[]
  /** The session is there, or failed. */
  close(): void
}

/**
 * Each weight as a slice of its stored file. Where WebAssembly can wait (JSPI) ONNX Runtime streams the slices one
 * by one, and holds no more than the largest; elsewhere it reads all of them first.
 *
 * @param onBytes called with the bytes of each weight when it is asked for
 */
export function externalFiles(
  entries: readonly ExternalEntry[],
  files: readonly Blob[],
  onBytes: (bytes: number) => void,
): ExternalFiles {
  const reading = new Set<ReadableStream>()

  /** It would be collected in the middle of a read: see `reading` in attach/byte-source. */
  function held(blob: Blob): Blob {
    const stream = blob.stream.bind(blob)
    return Object.assign(blob, {
      stream() {
        const opened = stream()
        reading.add(opened)
        return opened
      },
    })
  }

  function watched(blob: Blob): Blob {
    const slice = blob.slice.bind(blob)
    const arrayBuffer = blob.arrayBuffer.bind(blob)
    return Object.assign(blob, {
      slice(start?: number, end?: number) {
        const part = slice(start, end)
        onBytes(part.size)
        return held(part)
      },
      arrayBuffer() {
        onBytes(blob.size)
        return arrayBuffer()
      },
    })
  }

  return {
    externalData: entries.map(({ path, file, offset, bytes }) => {
      const stored = files[file]
      if (stored === undefined) throw new RangeError(`weight '${path}' is in file ${file} of ${files.length}`)
      return { path, data: watched(stored.slice(offset, offset + bytes)) }
    }),
    close: () => reading.clear(),
  }
}
