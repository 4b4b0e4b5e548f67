/**
 * Marks that change the direction in which text is shown, or have no width: with them code reads differently from what it
 * does (CVE-2021-42574). An emoji's joiner, and the mark at a file's start, are not among them.
 */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]/
/** Code that stands so far to the right of other code that it is out of view. */
const FAR = /\S[ \t]{120,}\S/

/** Numbers of the lines in which something is that a reader does not see, from 1 on. */
export function hiddenTextLines(text: string): number[] {
  return text.split('\n').flatMap((line, at) => (UNSEEN.test(line) || FAR.test(line) ? [at + 1] : []))
}
