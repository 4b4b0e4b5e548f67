import { Document, isMap, parse, parseDocument } from 'yaml'
import { type FrontMatter, frontMatterOf, type KeptCard, type ReadCard, readCard } from '../../protocol/card'

/** Between two lines of three dashes, at the very start. */
const FRONT_MATTER = /^\uFEFF?---[^\S\n]*\r?\n([\s\S]*?)(?:^|\n)---[^\S\n]*(?:\r?\n|$)/

/**
 * The card that a README makes; whatever it holds, there is one.
 * @param name of the folder: the title, where none is said
 */
export function readReadme(readme: string | undefined, name: string): ReadCard {
  if (readme === undefined) return untold(name, 'There is no README.md with a card in it.')
  const front = FRONT_MATTER.exec(readme)?.[1]
  if (front === undefined) return untold(name, 'README.md has no card: no front matter between lines of ---.')
  try {
    return readCard(parse(front), name)
  } catch (thrown) {
    const reason = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown)
    return untold(name, `The card of README.md is no YAML. ${reason}`)
  }
}

function untold(name: string, why: string): ReadCard {
  return { card: readCard({}, name).card, told: [`${why} Title: “${name}”, the rest is left out.`] }
}

/** A README with this card. What else the one before says, in its card and below it, stays. */
export function writeReadme(card: KeptCard, before = ''): string {
  const found = FRONT_MATTER.exec(before)
  const body = found === null ? before : before.slice(found[0].length)
  const document = documentOf(found?.[1] ?? '')
  for (const [key, value] of Object.entries(wanted(card))) {
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) document.set(key, value)
  }
  return `---\n${document.toString({ lineWidth: 0 })}---\n${body.startsWith('\n') ? '' : '\n'}${body}`
}

/** One that is no YAML is not carried on. */
function documentOf(front: string): Document {
  const known = parseDocument(front)
  return known.errors.length === 0 && isMap(known.contents) ? known : new Document({})
}

function wanted(card: KeptCard): FrontMatter & { sdk: string; app_file: string } {
  const { title, emoji, colorFrom, colorTo, short_description, ...rest } = frontMatterOf(card)
  return {
    title,
    emoji,
    colorFrom,
    colorTo,
    short_description,
    sdk: 'sublet',
    app_file: 'handler.ts',
    ...rest,
  }
}
