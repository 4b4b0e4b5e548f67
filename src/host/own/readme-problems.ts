import * as v from 'valibot'
import { type Document, isMap, isNode, isScalar, parseDocument } from 'yaml'
import { frontMatterSchema } from '../../protocol/card'
import { frontMatterIn } from './front-matter'

export interface ReadmeProblem {
  severity: 'error' | 'warning'
  /** Code units of the README, from and to. */
  start: number
  end: number
  /** One sentence. */
  message: string
}

/** What is wrong with the card of a README (src/protocol/card.ts), and where. */
export function readmeProblems(readme: string): ReadmeProblem[] {
  const front = frontMatterIn(readme)
  const firstLine = /^[^\r\n]*/.exec(readme)?.[0].length ?? 0
  const atTop = (severity: ReadmeProblem['severity'], message: string): ReadmeProblem => ({
    severity,
    start: 0,
    end: firstLine,
    message,
  })
  if (front === undefined)
    return [atTop('warning', 'There is no card: no front matter between lines of ---.')]
  const document = parseDocument(front.text)
  if (document.errors.length > 0) {
    return document.errors.map(({ message, pos: [start, end] }) => ({
      severity: 'error',
      start: front.start + start,
      end: front.start + Math.max(end, start + 1),
      message: message.split('\n')[0] ?? message,
    }))
  }
  if (!isMap(document.contents)) return [atTop('error', 'The front matter is no list of names and values.')]
  const { issues = [] } = v.safeParse(frontMatterSchema, document.toJS())
  return issues.map((issue) => {
    const path = (issue.path ?? []).map(({ key }) => key)
    const name = path.join('.')
    const place = placeOf(document, path)
    if (place === undefined) return atTop('warning', `The card does not say ${name}.`)
    return {
      severity: 'error',
      start: front.start + place[0],
      end: front.start + place[1],
      message: `${name}: ${issue.message}.`,
    }
  })
}

/** Of the value, or of what it would be in; undefined where that is the whole card. */
function placeOf(document: Document, path: readonly unknown[]): [number, number] | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    // A value that is left empty has no place of its own: its name has.
    if (isNode(node) && node.range && node.range[1] > node.range[0]) return [node.range[0], node.range[1]]
    const key = keyOf(document, path.slice(0, length))
    if (key !== undefined) return key
  }
  return undefined
}

function keyOf(document: Document, path: readonly unknown[]): [number, number] | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (!isMap(parent)) return undefined
  const pair = parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
  return isScalar(pair?.key) && pair.key.range ? [pair.key.range[0], pair.key.range[1]] : undefined
}
