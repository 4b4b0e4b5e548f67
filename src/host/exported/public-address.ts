/** Undefined for an address that leads nowhere from another machine. */
export function publicAddress(address: string): string | undefined {
  const { protocol, hostname } = new URL(address)
  const own =
    /^(localhost|.*\.(localhost|local)|127(\.\d+){3}|\[::1\]|10(\.\d+){3}|192\.168(\.\d+){2})$/.test(hostname)
  return protocol === 'https:' && !own ? address : undefined
}
