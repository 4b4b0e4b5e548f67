import { readFrame } from './frame'

/**
 * Leaves out the frames that are not the author's: the runner's own code and what the browser shows of it. A text
 * without a frame of the demo stays as it is, since then the others are all there is to go by.
 *
 * @param text a stack, or a log line that holds one
 * @param base begins the names of the demo's modules
 */
export function foldFrames(text: string, base: string): string {
  const lines = text.split('\n')
  const frames = lines.map(readFrame)
  const own = frames.map((frame) => frame?.location?.startsWith(base) === true)
  const last = own.lastIndexOf(true)
  if (last < 0) return text
  return lines
    .filter((_, at) => {
      const frame = frames[at]
      if (frame === undefined || own[at]) return true
      // Between frames of the author, the engine's say how one came to the other; after them they are the runner's.
      return at < last && (frame.location === undefined || isPackage(frame.location))
    })
    .join('\n')
}

/** The runner names its modules by their specifiers; a URL is none. */
function isPackage(location: string): boolean {
  return !location.includes(':')
}
