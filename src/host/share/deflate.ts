/** Deflate can make 1032 bytes of one: of a slice comes half a megabyte at most before it is counted. */
const SLICE = 512

export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

/** There is more in it than was allowed; `bytes` were counted when it was left. */
export interface TooMuch {
  bytes: number
}

/**
 * Inflates slice by slice, each when the one before was counted, and leaves off as soon as there is too much.
 * Rejects with the browser's own error for what is damaged, or ends too early.
 */
export async function inflate(
  packed: Uint8Array<ArrayBuffer>,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer> | TooMuch> {
  let at = 0
  const slices = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        if (at >= packed.length) return controller.close()
        controller.enqueue(packed.slice(at, at + SLICE))
        at += SLICE
      },
    },
    { highWaterMark: 0 },
  )
  const reader = slices.pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    bytes += value.byteLength
    if (bytes > mostBytes) {
      await reader.cancel()
      return { bytes }
    }
    parts.push(value)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
