/** What a runner gave, as its component wants it, or what is wrong: the properties of `Misfit`. */
export type Parsed<T> = { ok: true; parsed: T } | { ok: false; wants: string; value: unknown; at?: string }
