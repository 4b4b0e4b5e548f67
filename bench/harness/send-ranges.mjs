import { Readable } from 'node:stream'

/**
 * Answers for a generated file, in ranges where they are asked for.
 * @param {{ bytes: number, read: (start: number, end: number) => Iterable<Uint8Array> }} file
 */
export function sendRanges(file) {
  const etag = `"${file.bytes}"`
  return (request, response) => {
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
    const start = first === undefined ? 0 : Number(first)
    const end = last ? Math.min(file.bytes, Number(last) + 1) : file.bytes
    response.writeHead(first === undefined ? 200 : 206, {
      'content-type': 'application/octet-stream',
      'content-length': end - start,
      etag,
      ...(first === undefined ? {} : { 'content-range': `bytes ${start}-${end - 1}/${file.bytes}` }),
    })
    const body = Readable.from(file.read(start, end), { objectMode: false, highWaterMark: 1 << 20 })
    // A reader that has enough hangs up.
    response.on('close', () => body.destroy())
    body.pipe(response)
  }
}
