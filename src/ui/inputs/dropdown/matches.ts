import type { ChoiceSpec } from '../check-choice'

type Choices = ChoiceSpec['choices']

/** More are not drawn: to type two letters is faster than to scroll past them. */
const MOST_SHOWN = 100

export interface Matches {
  shown: Choices
  /** How many fit that are not among them. */
  more: number
}

/** The choices whose label has every word of what was typed, those that begin with it first. */
export function matches(choices: Choices, typed: string): Matches {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  const fitting = choices.filter(([shown]) => words.every((word) => plain(shown).includes(word)))
  const start = plain(typed).trim()
  const first = fitting.filter(([shown]) => plain(shown).startsWith(start))
  const sorted = [...first, ...fitting.filter((choice) => !first.includes(choice))]
  return { shown: sorted.slice(0, MOST_SHOWN), more: Math.max(0, sorted.length - MOST_SHOWN) }
}

/** Without case and accents: `Málaga` is found by `mala`. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
