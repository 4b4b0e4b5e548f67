import type { Parsed } from '../parsed'

/** A piece of a text and what it is: of a category, with a score from -1 to 1, or nothing special. */
export interface Span {
  text: string
  mark: string | number | null
}

export interface Spans {
  spans: Span[]
  /** In the order in which they come up: each keeps its colour while more streams in. */
  categories: string[]
  /** Whether there are scores, and negative ones. */
  scores: 'none' | 'positive' | 'both'
  /** So many more were given: a text of a million pieces would hold the page up. */
  cut: number
}

const MOST_SPANS = 5000
const WANTS = 'an array of [text, label | number | null]'
const SCORE = 'scores from -1 to 1'

export function readSpans(value: unknown): Parsed<Spans> {
  if (!Array.isArray(value)) return { ok: false, wants: WANTS, value }
  const items: readonly unknown[] = value
  const spans: Span[] = []
  for (const [index, item] of items.slice(0, MOST_SPANS).entries()) {
    const at = `[${index}]`
    if (!Array.isArray(item) || item.length !== 2) return { ok: false, wants: WANTS, value: item, at }
    const [text, mark]: readonly unknown[] = item
    if (typeof text !== 'string') return { ok: false, wants: WANTS, value: text, at: `${at}[0]` }
    if (typeof mark === 'number') {
      // Also of NaN.
      if (!(Math.abs(mark) <= 1)) return { ok: false, wants: SCORE, value: mark, at: `${at}[1]` }
    } else if (typeof mark !== 'string' && mark !== null) {
      return { ok: false, wants: WANTS, value: mark, at: `${at}[1]` }
    }
    spans.push({ text, mark })
  }
  return { ok: true, parsed: { spans, ...summary(spans), cut: items.length - spans.length } }
}

function summary(spans: readonly Span[]): Pick<Spans, 'categories' | 'scores'> {
  const categories = new Set<string>()
  let lowest: number | undefined
  for (const { mark } of spans) {
    if (typeof mark === 'string') categories.add(mark)
    else if (mark !== null) lowest = Math.min(mark, lowest ?? mark)
  }
  return {
    categories: [...categories],
    scores: lowest === undefined ? 'none' : lowest < 0 ? 'both' : 'positive',
  }
}
