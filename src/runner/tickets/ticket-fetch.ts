import { ticketFor } from './ticket'

/**
 * A `fetch` that answers GET requests for model files with tickets. All else goes on to the native one, which reads
 * `blob:` and `data:` URLs; the policy of the frame refuses the network.
 */
export function createTicketFetch(native: typeof fetch): typeof fetch {
  return async (input, init) => {
    const asked = askedFor(input, init)
    const model = asked.method === 'GET' ? modelOf(asked.url) : undefined
    if (model === undefined) return native(input, init)
    init?.signal?.throwIfAborted()
    return answer(ticketFor(model), asked.headers.get('range'))
  }
}

function askedFor(input: RequestInfo | URL, init: RequestInit | undefined) {
  const given = input instanceof Request ? input : undefined
  return {
    url: given?.url ?? String(input),
    method: (init?.method ?? given?.method ?? 'GET').toUpperCase(),
    headers: new Headers(init?.headers ?? given?.headers),
  }
}

/** The URL, or the path as it stands: one that is relative is relative to the site, not to this worker. */
function modelOf(asked: string): string | undefined {
  const url = URL.parse(asked, 'https://site.invalid/')
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined
  return url.pathname.endsWith('.onnx') ? asked : undefined
}

function answer(ticket: Uint8Array<ArrayBuffer>, range: string | null): Response {
  const headers = { 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes' }
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  if (first === undefined) {
    return new Response(ticket, { headers: { ...headers, 'content-length': `${ticket.length}` } })
  }
  const start = Number(first)
  const end = Math.min(last ? Number(last) + 1 : ticket.length, ticket.length)
  if (start >= end) {
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${ticket.length}` } })
  }
  return new Response(ticket.subarray(start, end), {
    status: 206,
    headers: {
      ...headers,
      'content-length': `${end - start}`,
      'content-range': `bytes ${start}-${end - 1}/${ticket.length}`,
    },
  })
}
