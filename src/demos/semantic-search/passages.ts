/** Words in a passage: the model reads no more than 256 tokens, and was trained on half of that. */
const MOST_WORDS = 80

/**
 * Cuts a text into what can be searched: its paragraphs, and long ones at the end of a sentence. White space is one
 * space; what comes twice is there once.
 */
export function passagesOf(text: string): string[] {
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
  return [...new Set(paragraphs.flatMap(piecesOf))]
}

function piecesOf(paragraph: string): string[] {
  const pieces: string[] = []
  let piece: string[] = []
  for (const sentence of paragraph.split(/(?<=[.!?…]["”’)]?)\s+/)) {
    for (const words of runsOf(sentence.split(' '))) {
      if (piece.length > 0 && piece.length + words.length > MOST_WORDS) {
        pieces.push(piece.join(' '))
        piece = []
      }
      piece.push(...words)
    }
  }
  return [...pieces, piece.join(' ')]
}

/** A sentence without an end is cut by its length. */
function runsOf(words: readonly string[]): string[][] {
  const count = Math.ceil(words.length / MOST_WORDS)
  return Array.from({ length: count }, (_, at) => words.slice(at * MOST_WORDS, (at + 1) * MOST_WORDS))
}
