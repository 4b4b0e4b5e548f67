/** The section of one rule in docs/rules.md, without its heading. */
export function sectionOf(docs: string, id: string): string | undefined {
  const section = docs.split(/^## /m).find((each) => each.startsWith(`${id}\n`))
  return section?.slice(id.length).trim()
}
