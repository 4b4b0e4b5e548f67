/** Frames for tests: pages of one script, at `blob:` URLs of this origin. */
export function framePage(script: string): string {
  const page = `<!doctype html><script type="module">${script}</script>`
  return URL.createObjectURL(new Blob([page], { type: 'text/html' }))
}

/** The shipped script of `sandbox.html`, without its policy. */
export const realFramePage = (): string =>
  framePage(`import '${new URL('/src/runner/frame.ts', location.origin)}'`)

/** Shakes hands, spawns nothing, and answers each later message with what `answer` (source of a function) returns. */
export const scriptedFramePage = (answer: string, greeting = `{ type: 'ready' }`): string =>
  framePage(`addEventListener('message', ({ data: { port } }) => {
    port.onmessage = ({ data }) => {
      const reply = (${answer})(data)
      if (reply !== undefined) port.postMessage(reply)
    }
    port.postMessage(${greeting})
  })`)
