import { readFileSync } from 'node:fs'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import type { CallState } from '../src/host/types'

/** A page of the built site, with what every test needs of it. Errors that nothing caught fail the test. */
export interface Site {
  page: Page
  open(route?: string): Promise<void>
  /** Starts a call and does not wait for it. */
  start(demo: string, inputs: readonly unknown[]): Promise<Started>
}

/** A call that goes on in the page; the page keeps its states by `key`. */
export interface Started {
  /** Resolves when a state of the call has made this true; the predicate runs in the page. */
  reached(stage: 'queued' | 'attaching' | 'running' | 'settled'): Promise<void>
  /** The calls that were granted before it, and so on, are read from the pool; this is its own last state. */
  state(): Promise<CallState>
  stop(): Promise<void>
  /** The outputs, or the error as plain data. */
  ended(): Promise<{
    outputs?: unknown[]
    error?: { code: string; message: string; figures: Record<string, number> }
  }>
}

declare global {
  interface Window {
    calls: Record<string, { states: CallState[]; stop: AbortController; ended: ReturnType<Started['ended']> }>
  }
}

let serial = 0

export async function openSite(context: BrowserContext, route = ''): Promise<Site> {
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  const site: Site = {
    page,
    async open(to = '') {
      await page.goto(`./${to}`)
      await page.waitForFunction(() => window.sublet !== undefined)
      await page.evaluate(() => {
        window.calls = {}
      })
    },
    async start(demo, inputs) {
      const key = `call-${++serial}`
      await page.evaluate(
        async ({ key, demo, inputs }) => {
          const stop = new AbortController()
          const states: CallState[] = []
          const begun = Promise.withResolvers<void>()
          const onEvent = (state: CallState): void => {
            states.push(state)
            begun.resolve()
          }
          const ended = window.sublet
            .predict(demo, inputs, { signal: stop.signal, onEvent })
            .then((outputs) => ({ outputs: [...outputs] }))
            .catch(({ code, message, figures }) => ({ error: { code, message, figures } }))
          window.calls[key] = { states, stop, ended }
          // Its demo's code may have to come first; a call that is refused never begins.
          await Promise.race([begun.promise, ended])
        },
        { key, demo, inputs },
      )
      return {
        async reached(stage) {
          await page.waitForFunction(
            ([key, stage]) =>
              window.calls[key ?? '']?.states.some(({ leases }) =>
                leases.some((lease) => lease.stage === stage),
              ),
            [key, stage],
          )
        },
        async state() {
          const state = await page.evaluate((key) => window.calls[key]?.states.at(-1), key)
          if (state === undefined) throw new Error(`${demo} has not begun`)
          return state
        },
        stop: () => page.evaluate((key) => window.calls[key]?.stop.abort(), key),
        async ended() {
          const outcome = await page.evaluate((key) => window.calls[key]?.ended, key)
          if (outcome === undefined) throw new Error(`${demo} was not started`)
          return outcome
        },
      }
    },
  }
  await site.open(route)
  return site
}

export const test = base.extend<{ site: Site; openTab: (route?: string) => Promise<Site> }>({
  site: async ({ context }, use) => use(await openSite(context)),
  openTab: async ({ context }, use) => use((route) => openSite(context, route)),
})

export { expect }

interface HeldOut {
  scale: number
  images: number[][]
  labels: number[]
}

/** The images that the digits model never saw; pixels from 0 (paper) to `scale` (ink). */
export const heldOut: HeldOut = JSON.parse(readFileSync('models/digits/held-out.json', 'utf8'))

/** The paths that the server was asked for, oldest first. */
export async function requestLog(page: Page): Promise<string[]> {
  return (await page.request.get('/log')).json()
}
