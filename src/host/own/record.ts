import * as v from 'valibot'
import { keptCardSchema } from '../../protocol/card'

/** Own demos as the database holds them. An older version, or a newer one, may have written something else. */
const text = v.string()

export const ownEntrySchema = v.object({
  id: v.pipe(text, v.minLength(1)),
  card: keptCardSchema,
  /** Milliseconds since the epoch. */
  createdAt: v.number(),
  changedAt: v.number(),
  origin: v.picklist(['template', 'import', 'copy', 'share']),
  /** It is somebody else's, until the visitor makes it theirs. `from`: an address, or what it was. */
  foreign: v.exactOptional(v.object({ from: text })),
  /** Of one that was shared, as it came: `digestOf` of src/host/share/digest.ts. */
  digest: v.exactOptional(text),
})
export type OwnEntry = v.InferOutput<typeof ownEntrySchema>

export const ownContentSchema = v.object({
  files: v.array(v.object({ path: text, source: text, code: text, map: text })),
  texts: v.array(v.object({ path: text, text })),
})
export type OwnContent = v.InferOutput<typeof ownContentSchema>

/** Entries that can be read, and how many cannot. */
export function readEntries(kept: readonly unknown[]): { entries: OwnEntry[]; unread: number } {
  const entries = kept.flatMap((value) => {
    const parsed = v.safeParse(ownEntrySchema, value)
    return parsed.success ? [parsed.output] : []
  })
  return { entries, unread: kept.length - entries.length }
}
