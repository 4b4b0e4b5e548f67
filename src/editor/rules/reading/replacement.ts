import type ts from 'typescript'
import type { Code } from './code'
import type { Edit } from './edit'

/** Puts `text` for an expression; `{ name }` becomes `{ name: text }`. */
export function replacement({ file, ts }: Pick<Code, 'file' | 'ts'>, node: ts.Node, text: string): Edit {
  const start = node.getStart(file)
  const key = ts.isShorthandPropertyAssignment(node.parent) ? `${node.getText(file)}: ` : ''
  return { start, end: node.getEnd(), text: `${key}${text}` }
}
