import { callSite } from '../gpu/call-site'

/** `const classify = ‸GPU(`, and with the place after `GPU`, or before it inside `sublet.GPU(`. */
const ASSIGNED = /([\w$]+)\s*[:=]\s*(?:[\w$]+\s*\.\s*)*[\w$]*$/

/** Longer than any name and the white space around it. */
const LOOK_BACK = 400

/**
 * The variable or property that the result of a call is assigned to, by the code before the call.
 * @param stack of the call
 * @param codeOf the text of a demo's file by the name that stacks give it, as it is compiled
 */
export function assignedName(
  stack: string,
  codeOf: (file: string) => string | undefined,
): string | undefined {
  const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(callSite(stack)?.at ?? '') ?? []
  const code = file === undefined ? undefined : codeOf(file)
  if (code === undefined) return undefined
  const before = code.split('\n').slice(0, Number(line))
  const last = before.pop()?.slice(0, Number(column) - 1)
  return ASSIGNED.exec([...before, last].join('\n').slice(-LOOK_BACK))?.[1]
}
