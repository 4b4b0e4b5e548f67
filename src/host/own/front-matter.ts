/** Between two lines of three dashes, at the very start. */
const FRONT_MATTER = /^(\uFEFF?---[^\S\n]*\r?\n)([\s\S]*?)(?:^|\n)---[^\S\n]*(?:\r?\n|$)/

export interface FrontMatter {
  /** YAML. */
  text: string
  /** Where that begins in the README, in code units. */
  start: number
  /** What stands below. */
  body: string
}

/** Undefined: there is none. */
export function frontMatterIn(readme: string): FrontMatter | undefined {
  const found = FRONT_MATTER.exec(readme)
  const [whole, head, text] = found ?? []
  if (whole === undefined || head === undefined || text === undefined) return undefined
  return { text, start: head.length, body: readme.slice(whole.length) }
}
