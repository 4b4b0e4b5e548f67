import type { RepositoryFile } from '../../protocol/repository'

/** As a static server answers: the bytes, or the range of them that was asked for. */
export function answer(bytes: Blob, range: string | null): Response {
  const headers = { 'content-type': bytes.type || 'application/octet-stream', 'accept-ranges': 'bytes' }
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  if (first === undefined) {
    return new Response(bytes, { headers: { ...headers, 'content-length': `${bytes.size}` } })
  }
  const start = Number(first)
  const end = Math.min(last ? Number(last) + 1 : bytes.size, bytes.size)
  if (start >= end) return noSuchRange(bytes.size)
  return new Response(bytes.slice(start, end), {
    status: 206,
    headers: {
      ...headers,
      'content-length': `${end - start}`,
      'content-range': `bytes ${start}-${end - 1}/${bytes.size}`,
    },
  })
}

/** Libraries ask for the first byte to learn a file's size. The byte itself is not the file's. */
export function isProbe(range: string | null): boolean {
  return range === 'bytes=0-0'
}

/** Answers a probe, or a HEAD request, by what is known without the bytes. */
export function answerProbe({ status, type, bytes }: RepositoryFile, head: boolean): Response {
  if (status !== 200) return new Response(null, { status })
  const headers = { 'content-type': type, 'accept-ranges': 'bytes' }
  if (head) {
    const length = bytes === null ? {} : { 'content-length': `${bytes}` }
    return new Response(null, { headers: { ...headers, ...length } })
  }
  if (bytes === 0) return noSuchRange(0)
  return new Response(new Uint8Array(1), {
    status: 206,
    headers: { ...headers, 'content-length': '1', 'content-range': `bytes 0-0/${bytes ?? '*'}` },
  })
}

function noSuchRange(bytes: number): Response {
  return new Response(null, { status: 416, headers: { 'content-range': `bytes */${bytes}` } })
}
