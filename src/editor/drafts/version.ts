import * as v from 'valibot'

/**
 * Drafts as the database holds them. An older version of the page, or a newer one, may have written something else.
 *
 * Why a version is there: `typed` after a pause, `run` when it was run, `restored` and `reset` by their buttons, `left`
 * when another tab took over while this had not been kept.
 */
export const WHYS = ['typed', 'run', 'restored', 'reset', 'left'] as const
export type Why = (typeof WHYS)[number]

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const fileSchema = v.object({
  path: v.pipe(v.string(), v.minLength(1)),
  /** Key of its text. Versions in which the file is the same share it. */
  text: v.pipe(v.string(), v.minLength(1)),
  bytes: count,
})

export const versionSchema = v.object({
  /** Grows over all demos, in the order in which the database took them. */
  id: count,
  demo: v.string(),
  /** Milliseconds since the epoch. */
  at: v.number(),
  why: v.picklist(WHYS),
  /** Grows with each tab that begins to write. What a tab that was taken over wrote late is told by its lower term. */
  term: count,
  /** The version that was changed; undefined: the original. */
  parent: v.optional(count),
  files: v.pipe(v.array(fileSchema), v.minLength(1)),
  /** Against the original as it was then. */
  lines: v.object({ added: count, removed: count }),
})

/** A version without its texts. */
export type Version = v.InferOutput<typeof versionSchema>

/** Versions that can be read, the newest first, and how many cannot. */
export function readVersions(kept: readonly unknown[]): { versions: Version[]; unread: number } {
  const versions = kept.flatMap((value) => {
    const parsed = v.safeParse(versionSchema, value)
    return parsed.success ? [parsed.output] : []
  })
  return { versions: versions.toSorted((a, b) => b.id - a.id), unread: kept.length - versions.length }
}

/** The one that an editor opens with: the newest of the tab that began to write last. */
export function headOf(versions: readonly Version[]): Version | undefined {
  return versions.reduce<Version | undefined>(
    (head, each) =>
      head === undefined || each.term > head.term || (each.term === head.term && each.id > head.id)
        ? each
        : head,
    undefined,
  )
}
