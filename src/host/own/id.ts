const LONGEST = 48

/**
 * An id that nobody has: the title in small letters and digits of ASCII, and a number after it where that is taken.
 * Another demo's cannot be had by its title.
 */
export function freeId(title: string, taken: ReadonlySet<string>): string {
  const words =
    title
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  const slug = words.join('-').slice(0, LONGEST).replace(/-$/, '') || 'demo'
  let id = slug
  for (let number = 2; taken.has(id); number++) id = `${slug}-${number}`
  return id
}
