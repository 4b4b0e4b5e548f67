import { type Frame, openFrame } from './frame'

/** The frame of this tab, wherever it is, and its successors. */
export interface Frames {
  /** Opened when it is first needed, and anew after it was lost. @throws SubletError if that fails */
  current(): Promise<Frame>
  /** Idempotent. */
  close(): void
}

/**
 * @param urls of `sandbox.html`, best first; each one that fails is passed over for as long as the page is open
 * @param open for tests
 */
export function createFrames(urls: readonly string[], open: typeof openFrame = openFrame): Frames {
  const left = [...urls]
  let frame: Promise<Frame> | undefined
  let closed = false

  async function openFirst(): Promise<Frame> {
    for (;;) {
      const [url] = left
      if (url === undefined) throw new Error('there is no URL of a frame')
      try {
        return await open({ url, onLost: () => (frame = undefined) })
      } catch (error) {
        // The last one is kept: whoever needs it next tries it again.
        if (left.length === 1) throw error
        reportError(error)
        left.shift()
      }
    }
  }

  return {
    async current() {
      if (closed) throw new Error('the frames are closed')
      frame ??= openFirst()
      const opening = frame
      try {
        return await opening
      } catch (error) {
        if (frame === opening) frame = undefined
        throw error
      }
    },
    close() {
      if (closed) return
      closed = true
      // One that failed to open leaves nothing to close.
      frame?.then(
        (opened) => opened.close(),
        () => undefined,
      )
    },
  }
}

/**
 * Where `sandbox.html` may be: on the origins that serve this site as well, less the page's own, and there at last.
 * @param own URL of `sandbox.html` on the page's origin
 */
export function frameUrls(own: string, origins: readonly string[]): string[] {
  const { origin, pathname } = new URL(own)
  const others = origins.filter((other) => other !== origin).map((other) => new URL(pathname, other).href)
  return [...others, own]
}
