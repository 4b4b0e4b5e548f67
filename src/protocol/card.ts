/** A demo's card: what the front matter of its README says, as on Hugging Face Spaces. One schema for the build and the page. */
import * as v from 'valibot'

const words = (most: number) => v.pipe(v.string(), v.maxLength(most))

/** `DemoNetwork` of src/host/types.ts, where each is described. */
const network = {
  download: words(200),
  license: words(200),
  untested: v.optional(v.boolean(), false),
}

const card = {
  title: v.pipe(words(120), v.regex(/\S/)),
  /** One of them may be made of many code units. */
  emoji: v.pipe(words(16), v.minLength(1)),
  colorFrom: words(32),
  colorTo: words(32),
  license: words(120),
  models: v.optional(v.pipe(v.array(words(200)), v.maxLength(64)), []),
  tags: v.optional(v.pipe(v.array(words(60)), v.maxLength(32)), []),
}

/** The front matter as it is written. It may say more, such as `sdk` and `pinned`. */
export const frontMatterSchema = v.object({
  ...card,
  short_description: words(500),
  network: v.exactOptional(v.strictObject({ ...network, without_f16: v.exactOptional(words(200)) })),
})
export type FrontMatter = v.InferOutput<typeof frontMatterSchema>

/** The same as it is kept, under the names that the page uses. `DemoCard` of src/host/types.ts, less its id. */
export const keptCardSchema = v.object({
  ...card,
  shortDescription: words(500),
  network: v.exactOptional(v.object({ ...network, withoutF16: v.exactOptional(words(200)) })),
})
export type KeptCard = v.InferOutput<typeof keptCardSchema>

export function cardOf({ short_description, network, ...rest }: FrontMatter): KeptCard {
  const kept = { ...rest, shortDescription: short_description }
  if (network === undefined) return kept
  const { without_f16, ...known } = network
  return { ...kept, network: { ...known, ...(without_f16 !== undefined && { withoutF16: without_f16 }) } }
}

export function frontMatterOf({ shortDescription, network, ...rest }: KeptCard): FrontMatter {
  const front = { ...rest, short_description: shortDescription }
  if (network === undefined) return front
  const { withoutF16, ...known } = network
  return { ...front, network: { ...known, ...(withoutF16 !== undefined && { without_f16: withoutF16 }) } }
}

/** A card, and what of it was not said or not usable, one sentence each. */
export interface ReadCard {
  card: KeptCard
  told: readonly string[]
}

/**
 * What a README of anybody says of its demo. Nothing in it is refused: what is missing or wrong gets a default, and is told.
 * @param data the front matter, as parsed
 * @param name of the folder: the title, where there is none
 */
export function readCard(data: unknown, name: string): ReadCard {
  const said = isRecord(data) ? data : {}
  const defaults: FrontMatter = {
    title: name.slice(0, 120).trim() || 'Untitled',
    emoji: '📦',
    colorFrom: 'gray',
    colorTo: 'gray',
    license: 'unknown',
    models: [],
    tags: [],
    short_description: '',
  }
  const told: string[] = []
  const usable: Record<string, unknown> = {}
  for (const [key, schema] of Object.entries(frontMatterSchema.entries)) {
    const value = said[key]
    if (value !== undefined && v.is(schema, value)) usable[key] = value
    else if (value !== undefined) told.push(`${key}: not usable as it is. ${otherwise(key)}`)
    else if (schema.type !== 'optional' && schema.type !== 'exact_optional')
      told.push(`${key}: not said. ${otherwise(key)}`)
  }
  return { card: cardOf(v.parse(frontMatterSchema, { ...defaults, ...usable })), told }

  function otherwise(key: string): string {
    const value = Object.entries(defaults).find(([name]) => name === key)?.[1]
    return typeof value === 'string' && value !== '' ? `It is “${value}”.` : 'Left out.'
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
