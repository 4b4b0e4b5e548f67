export interface StackLine {
  text: string
  /** `handler.ts:12:5`, for a line of the demo's own files; else undefined. */
  place: string | undefined
}

/** A file of a demo as stacks name it: `sublet:///digits/handler.ts:12:5`. */
const OWN = /(?:sublet:\/\/\/[^/\s]+\/)?((?:[\w.-]+\/)*[\w.-]+\.tsx?:\d+:\d+)/

/**
 * A stack for reading: each frame on a line, those of the demo's own files told from those of libraries. What repeats
 * `message` is left out: it stands above.
 */
export function stackLines(stack: string, message: string): StackLine[] {
  const at = stack.indexOf(message)
  // Of a message with many lines only the end says where it stops; Firefox has no message in its stacks.
  const frames = at < 0 ? stack : stack.slice(at + message.length)
  return frames
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const place = OWN.exec(line)?.[1]
      return { text: place === undefined ? line : line.replace(OWN, '$1'), place }
    })
}
