/**
 * What a library that fetches its model file itself is given in place of the weights (DESIGN 3): the text
 * `sublet-ticket:` and the URL. A session that is created from it finds the staged model.
 */
const PREFIX = 'sublet-ticket:'
/** What is longer is a model. A URL in a message to the page is at most 2048 characters long. */
const LONGEST_BYTES = 8192

export function ticketFor(url: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${PREFIX}${url}`)
}

/** The URL of a ticket; undefined for bytes that are none. */
export function urlOfTicket(bytes: Uint8Array): string | undefined {
  if (bytes.length > LONGEST_BYTES) return undefined
  const text = new TextDecoder().decode(bytes)
  return text.startsWith(PREFIX) ? text.slice(PREFIX.length) : undefined
}
