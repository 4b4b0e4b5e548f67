import type { SubletError } from './errors'

/** An expected refusal travels as a value, not as an exception (STYLE 13). */
export type Result<T> = { ok: true; value: T } | { ok: false; error: SubletError }
