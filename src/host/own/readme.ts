import * as v from 'valibot'
import { Document, isMap, parse, parseDocument } from 'yaml'
import {
  cardOf,
  type FrontMatter,
  frontMatterOf,
  frontMatterSchema,
  type KeptCard,
  type ReadCard,
  readCard,
} from '../../protocol/card'
import { frontMatterIn } from './front-matter'

/**
 * The card that a README makes; whatever it holds, there is one.
 * @param name of the folder: the title, where none is said
 */
export function readReadme(readme: string | undefined, name: string): ReadCard {
  if (readme === undefined) return untold(name, 'There is no README.md with a card in it.')
  const front = frontMatterIn(readme)?.text
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

/**
 * The card of a demo whose README was edited. What that says and a card cannot hold, as while it is being written, leaves
 * the card as it is.
 */
export function cardAfter(readme: string, before: KeptCard): KeptCard {
  const document = parseDocument(frontMatterIn(readme)?.text ?? '')
  if (document.errors.length > 0 || !isMap(document.contents)) return before
  const said = v.parse(v.record(v.string(), v.unknown()), document.toJS())
  const front: Record<string, unknown> = { ...frontMatterOf(before) }
  for (const [key, schema] of Object.entries(frontMatterSchema.entries)) {
    const left = !(key in said) && (schema.type === 'optional' || schema.type === 'exact_optional')
    if (left) delete front[key]
    else if (v.is(schema, said[key])) front[key] = said[key]
  }
  const { network: _, ...rest } = before
  return { ...rest, ...cardOf(v.parse(frontMatterSchema, front)) }
}

/** A README with this card. What else the one before says, in its card and below it, stays. */
export function writeReadme(card: KeptCard, before = ''): string {
  const { text, body } = frontMatterIn(before) ?? { text: '', body: before }
  const document = documentOf(text)
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
