/**
 * Whether Monaco would offer a name to somebody who typed this letter first: it wants it at the name's start, behind what is no
 * letter, or at a hump (`fuzzyScore` in its `base/common/filters`, without weak first matches). In doubt it is yes.
 */
export function canBegin(name: string, letter: string): boolean {
  const low = letter.toLowerCase()
  if (!isLetter(letter)) return true
  return [...name].some((found, at, all) => {
    if (found.toLowerCase() !== low) return false
    const before = all[at - 1]
    if (before === undefined || !isLetter(before)) return true
    return isUpper(found) && !isUpper(before)
  })
}

function isLetter(found: string): boolean {
  return found.toLowerCase() !== found.toUpperCase()
}

function isUpper(found: string): boolean {
  return found !== found.toLowerCase()
}
