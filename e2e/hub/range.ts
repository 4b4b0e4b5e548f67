/** What a request for a range comes to: the whole file, a stretch (`end` excluded), or a refusal with 416. */
export type Wanted = { kind: 'whole' } | { kind: 'part'; start: number; end: number } | { kind: 'outside' }

/**
 * One range, as RFC 9110 has it (14.1.2, 14.2, 13.1.5): what is malformed, has several ranges, or comes with an
 * `If-Range` that is not the file's strong ETag means the whole file.
 */
export function wanted(
  size: number,
  etag: string,
  headers: { range?: string | undefined; ifRange?: string | undefined },
): Wanted {
  const { range, ifRange } = headers
  if (range === undefined) return { kind: 'whole' }
  if (ifRange !== undefined && ifRange !== etag) return { kind: 'whole' }
  const found = /^bytes=(\d*)-(\d*)$/.exec(range.trim())
  const [, first = '', last = ''] = found ?? []
  if (first === '' && last === '') return { kind: 'whole' }
  if (first === '') {
    const suffix = Math.min(Number(last), size)
    return suffix === 0 ? { kind: 'outside' } : { kind: 'part', start: size - suffix, end: size }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return { kind: 'whole' }
  if (start >= size) return { kind: 'outside' }
  return { kind: 'part', start, end: last === '' ? size : Math.min(Number(last) + 1, size) }
}
