/** Base64 in the alphabet of addresses (RFC 4648, 5), without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Undefined for what is none, and for what no bytes are written as. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (one) => one.charCodeAt(0))
  // Of the last letter some bits may mean nothing; there they are 0.
  return toBase64Url(bytes) === text ? bytes : undefined
}
