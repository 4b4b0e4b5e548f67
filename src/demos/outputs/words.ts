/** The words of a text and what lies between them, in order; together they are the text. */
export function piecesOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}’']+|[^\p{L}\p{N}’']+/gu) ?? []
}

export function isWord(piece: string): boolean {
  return /[\p{L}\p{N}]/u.test(piece)
}

/** What a reader may look for in a text; null for the rest. */
export function kindOf(piece: string): string | null {
  if (!isWord(piece)) return null
  if (/^\p{N}+$/u.test(piece)) return 'number'
  if (/^\p{Lu}/u.test(piece)) return 'capital'
  return piece.length > 7 ? 'long word' : null
}

/** How large a share of all letters each has. */
export function letterShares(text: string): Record<string, number> {
  const letters = text.toLowerCase().match(/\p{L}/gu) ?? []
  const counts: Record<string, number> = {}
  for (const letter of letters) counts[letter] = (counts[letter] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).map(([letter, count]) => [letter, count / letters.length]))
}
