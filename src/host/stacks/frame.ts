/** A line of a stack. */
export interface Frame {
  /** URL or name of the module; undefined for the engine's own functions, such as `Array.map`. */
  location: string | undefined
}

const CHROMIUM = /^\s+at (?:.*? \()?([^()]*?)\)?$/
const FIREFOX = /^[^@]*@(\S+:\d+:\d+)$/
const POSITION = /:\d+:\d+$/

/** Reads a line as Chromium or Firefox writes a frame; undefined for any other, such as a line of the message. */
export function readFrame(line: string): Frame | undefined {
  const place = CHROMIUM.exec(line)?.[1] ?? FIREFOX.exec(line)?.[1]
  if (place === undefined) return undefined
  return { location: POSITION.test(place) ? place.replace(POSITION, '') : undefined }
}
