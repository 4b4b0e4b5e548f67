/**
 * Characters of a whole link that is made. Chrome shows addresses of 32 Ki (`kMaxURLDisplayChars`), Firefox of 64 Ki and
 * Safari of 80,000; a message on Slack has at most 40,000, and one in Teams some 28 KB.
 */
export const MOST_LINK = 32_000

/** What a message of these can hold, in characters, as they say themselves: a longer link is cut, or refused. */
export const MESSAGE_LIMITS = [
  { name: 'Discord', characters: 2_000 },
  { name: 'Telegram', characters: 4_096 },
] as const

/** Characters of the data of a link that is read: another version may make longer ones. */
export const MOST_READ = 100_000
/** Bytes of it when it is inflated. Sources shrink to a quarter or so; what shrinks to a thirtieth is no source. */
export const MOST_INFLATED = 1_000_000
