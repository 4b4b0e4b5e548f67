import type { DemoCard } from '../../host/types'

/** Without accents and case: `É` is found by `e`. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Those that have every word of the query somewhere in their title, description, tags or models, and each of the tags. */
export function matchCards(
  cards: readonly DemoCard[],
  query: string,
  tags: readonly string[],
): readonly DemoCard[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '')
  return cards.filter((card) => {
    const text = fold([card.title, card.shortDescription, ...card.tags, ...card.models].join('\n'))
    return words.every((word) => text.includes(word)) && tags.every((tag) => card.tags.includes(tag))
  })
}

/** The most common first, then by name. */
export function commonTags(cards: readonly DemoCard[], most: number): string[] {
  const counts = new Map<string, number>()
  for (const tag of cards.flatMap((card) => [...new Set(card.tags)])) {
    counts.set(tag, (counts.get(tag) ?? 0) + 1)
  }
  const sorted = [...counts].toSorted(([a, many], [b, more]) => more - many || a.localeCompare(b))
  return sorted.slice(0, most).map(([tag]) => tag)
}
