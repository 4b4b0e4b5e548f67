// Seen on huggingface.co and its CDN in 2025 and 2026. What a page can read of an answer is only what is exposed here.

/** On every answer of the hub itself. It echoes the origin that asks. */
export function hubCors(origin: string | undefined): Record<string, string> {
  return {
    'access-control-allow-origin': origin ?? 'https://huggingface.co',
    'access-control-max-age': '86400',
    'access-control-expose-headers':
      'X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,' +
      'Content-Range,X-Linked-Size,X-Linked-ETag,X-Xet-Hash',
    vary: 'Origin',
  }
}

/** On every answer of the CDN. `If-Range` is not among the allowed headers: from a page it fails its preflight. */
export function cdnCors(): Record<string, string> {
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'Content-Range, Content-Type, Content-Disposition, ETag',
    'access-control-expose-headers':
      'Accept-Ranges, Content-Range, Content-Type, Content-Disposition, ETag, X-Cache',
  }
}

/** A server that lets pages read everything. */
export function openCors(asked: string | undefined): Record<string, string> {
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-headers': asked ?? '*',
    'access-control-expose-headers': 'Accept-Ranges, Content-Range, Content-Length, ETag, Retry-After',
  }
}
