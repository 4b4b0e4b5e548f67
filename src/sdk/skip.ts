/** What `skip()` gives. It has no use but to be yielded or returned. */
export interface Skip {
  readonly 'sublet.skip': true
}

export const SKIP: Skip = Object.freeze({ 'sublet.skip': true })

/**
 * In place of an output: it stays as it is. In place of all outputs: they all do. A `State` that is skipped keeps its
 * last value.
 */
export function skip(): Skip {
  return SKIP
}
