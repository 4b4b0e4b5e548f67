import { createContext, type ReactNode, useContext } from 'react'

/** The level that the highest headings of a text have. */
export const HighestLevel = createContext(1)

/** A `#` inside of a code block counts as well: then the headings are a level lower than they might be. */
export function highestLevel(text: string): number {
  const levels = [...text.matchAll(/^ {0,3}(#{1,6})[ \t]/gm)].map(([, marks = '#']) => marks.length)
  return levels.reduce((one, other) => Math.min(one, other), 6)
}

interface Props {
  level: number
  id?: string | undefined
  children?: ReactNode
}

/** Below the output's own name, which is an `h3`: the highest of a text is an `h4`, whatever the text begins with. */
export function Heading({ level, id, children }: Props) {
  const depth = level - useContext(HighestLevel)
  if (depth <= 0) return <h4 id={id}>{children}</h4>
  if (depth === 1) return <h5 id={id}>{children}</h5>
  return <h6 id={id}>{children}</h6>
}
