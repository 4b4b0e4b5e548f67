import type { Why } from './version'

/** What a version is there for, in a word. */
export const WHY_WORDS: Readonly<Record<Why, string>> = {
  typed: 'typed',
  run: 'run',
  restored: 'restored',
  reset: 'reset',
  left: 'from another tab',
}
