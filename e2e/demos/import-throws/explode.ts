/** Types vanish when it is compiled, and lines with them. */
type Never = never

interface Unused {
  nothing: Never
}

export function explode(where: string | Unused): number {
  throw new RangeError(`from a file: ${where}`)
}
