const PREFIX = '/models/'

/** Where a model's page is, below the `#`. */
export function modelAddress(source: string): string {
  return `${PREFIX}${encodeURIComponent(source)}`
}

/**
 * The model that an address shows; undefined for the list. `location` is what stands behind the `#`, as it stands there:
 * the router's own is decoded by half, and a source may have `%` in it.
 */
export function sourceOf(location: string): string | undefined {
  const encoded = location.startsWith(PREFIX) ? location.slice(PREFIX.length) : ''
  if (encoded === '') return undefined
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
