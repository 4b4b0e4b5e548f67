import * as v from 'valibot'
import type { Attack } from './attack'
import { ask, type HostilePage } from './page'

const attemptSchema = v.object({
  /** As `Attack.expected` has it. */
  ended: v.string(),
  message: v.string(),
  /** The longest time for which the page's thread stood still. */
  frozenMs: v.number(),
})
/** What came of one call, told by the page. */
export type Attempt = v.InferOutput<typeof attemptSchema>

type Tried = Pick<Attack, 'demo' | 'stopAfterMs' | 'given'> & { name?: string; inputs?: string[] }

/** Runs an attack, or a demo with other inputs, and waits for its end. */
export function attempt(
  page: HostilePage,
  { demo, name, inputs, stopAfterMs, given }: Tried,
): Promise<Attempt> {
  return ask(
    page,
    attemptSchema,
    async (argument) => {
      const { demo, name = '', inputs, stopAfterMs, given }: Tried = JSON.parse(argument)
      function secondInput(): string {
        if (given === 'page blob') return URL.createObjectURL(new Blob(['secret of the page']))
        const site = new URL('.', document.baseURI).href.slice(0, -1)
        return given === 'leak' ? `${site}/leak-${name}` : site
      }
      function textOf(value: unknown): string {
        if (typeof value === 'string') return value.slice(0, 300)
        if (Array.isArray(value)) return `array of ${value.length}`
        const kind = Object.prototype.toString.call(value).slice(8, -1)
        if (kind !== 'Object') return kind
        try {
          return JSON.stringify(value).slice(0, 300)
        } catch {
          return 'cyclic Object'
        }
      }

      let tickedAt = performance.now()
      let frozenMs = 0
      const tick = (): void => {
        const now = performance.now()
        frozenMs = Math.max(frozenMs, now - tickedAt)
        tickedAt = now
      }
      const ticking = setInterval(tick, 20)
      const stop = new AbortController()
      const stopping = stopAfterMs === undefined ? 0 : setTimeout(() => stop.abort(), stopAfterMs)
      let message = ''
      const ended = await window.sublet
        .predict(demo, inputs ?? [name, secondInput()], {
          signal: stop.signal,
        })
        .then(([output]) => textOf(output))
        .catch((error) => {
          message = String(error.message).slice(0, 300)
          return `! ${error.code}`
        })
      clearTimeout(stopping)
      // What it posted beside its result is still on its way to this thread.
      if (name !== 'fine') await new Promise((resolve) => setTimeout(resolve, 50))
      tick()
      clearInterval(ticking)
      return JSON.stringify({ ended, message, frozenMs })
    },
    { demo, name, inputs, stopAfterMs, given },
  )
}
