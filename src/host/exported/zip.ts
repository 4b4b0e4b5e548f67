import { Zip, type ZipInputFile, ZipPassThrough } from 'fflate'

/** A file that goes into a zip. */
export interface ZipEntry {
  path: string
  /** Of its content. */
  bytes: number
  /** It is compressed already, or as good as random. */
  stored: boolean
  open(signal: AbortSignal): Promise<ReadableStream<Bytes>>
}

type Bytes = Uint8Array<ArrayBuffer>

export interface ZipSink {
  /** Resolves when it takes the next piece. */
  write(piece: Bytes): Promise<void>
}

export interface ZipOptions {
  signal: AbortSignal
  /** Bytes of the contents, so far. */
  onProgress(bytes: number): void
}

const NOTHING = new Uint8Array()

/**
 * Writes a zip, one file after another, and holds no more of any than what is on its way. Deflates by the browser's own
 * means. Rejects with what a file or the sink fails with, and with the signal's reason.
 */
export async function writeZip(
  entries: readonly ZipEntry[],
  sink: ZipSink,
  { signal, onProgress }: ZipOptions,
): Promise<void> {
  let made: Bytes[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    if (piece.length > 0) made.push(new Uint8Array(piece))
  })
  /** What the zip has made of what it was given. */
  const pass = async (): Promise<void> => {
    const pieces = made
    made = []
    for (const piece of pieces) await sink.write(piece)
    signal.throwIfAborted()
  }
  let done = 0
  for (const entry of entries) {
    signal.throwIfAborted()
    // Counts what goes in, and sums it up.
    const content = new ZipPassThrough(entry.path)
    content.ondata = () => undefined
    const counted = (await entry.open(signal)).pipeThrough(
      new TransformStream<Bytes, Bytes>({
        transform(piece, out) {
          done += piece.length
          onProgress(done)
          content.push(piece)
          out.enqueue(piece)
        },
      }),
      { signal },
    )
    const file: ZipInputFile = {
      filename: entry.path,
      compression: entry.stored ? 0 : 8,
      get size() {
        return content.size
      },
      get crc() {
        return content.crc
      },
    }
    zip.add(file)
    const packed = entry.stored ? counted : counted.pipeThrough(new CompressionStream('deflate-raw'))
    const reader = packed.getReader()
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      file.ondata?.(null, read.value, false)
      await pass()
    }
    file.ondata?.(null, NOTHING, true)
    await pass()
  }
  zip.end()
  await pass()
}
