// Apart from the schema: a runner keeps to these, and parses none of it.

/** Spans of each kind that a runner tells one by one; of what is more it tells sums. */
export const MOST_SPANS = 500
/** Longer names are cut by the runner. */
export const LONGEST_SPAN_NAME = 200
