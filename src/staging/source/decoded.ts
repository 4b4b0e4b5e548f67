/** A server may put a bare `%` into an address; then the name is as it stands there. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
