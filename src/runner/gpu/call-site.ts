/** Where in a demo's own files something was called. */
export interface CallSite {
  /** `sublet:///<demo>/handler.ts:12:5`, in the lines of the compiled file: the page maps it to the source. */
  at: string
  /** The function around it, where the stack names one. */
  within: string | undefined
}

/** `    at async draw (sublet:///d/handler.ts:1:2)` in Chromium, `draw@sublet:///d/handler.ts:1:2` elsewhere. */
const FRAME = /^(?:\s*at (?:async )?(?:(.+?) \()?|(.*?)@)(sublet:\/\/\/\S+?:\d+:\d+)\)?$/

/**
 * The innermost frame of a stack that is in a demo's file. Handlers are modules whose name the linker gives by
 * `//# sourceURL`; libraries have no such name.
 */
export function callSite(stack: string): CallSite | undefined {
  for (const line of stack.split('\n')) {
    const [, chromium, others, at] = FRAME.exec(line) ?? []
    if (at !== undefined) return { at, within: (chromium ?? others) || undefined }
  }
  return undefined
}

/** For a sentence: ` at sublet:///demo/handler.ts:12:5 in draw()`, or nothing. */
export function atSite(site: CallSite | undefined): string {
  if (site === undefined) return ''
  return site.within === undefined ? ` at ${site.at}` : ` at ${site.at} in ${site.within}()`
}

/** Below a call of a handler there may be many of a library; Chromium keeps ten frames unless told otherwise. */
const FRAMES = 50

export function deepStack(): string {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = FRAMES
  const { stack = '' } = new Error()
  Error.stackTraceLimit = stackTraceLimit
  return stack
}
