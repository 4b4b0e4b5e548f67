import * as v from 'valibot'
import type { BrowserName } from './attack'

/** A page of the built site in some browser. All that is asked of the driver is to run a function in it. */
export interface HostilePage {
  readonly browser: BrowserName
  /** Runs a function, which closes over nothing, in the page. Both texts are JSON: every driver passes those on alike. */
  evaluate(run: (argument: string) => Promise<string>, argument: string): Promise<string>
  /** A fresh document in the same profile. */
  reopen(): Promise<void>
  close(): Promise<void>
}

declare global {
  interface Window {
    /** Names of what is not as it was when the page was opened. */
    changed: () => string[]
    /** What was heard on the lobbies' channels of this origin. */
    heard: unknown[]
  }
}

/** Asks the page for something, and parses the answer. */
export async function ask<Answer>(
  page: HostilePage,
  answer: v.GenericSchema<unknown, Answer>,
  run: (argument: string) => Promise<string>,
  argument: unknown = null,
): Promise<Answer> {
  return v.parse(answer, JSON.parse(await page.evaluate(run, JSON.stringify(argument))))
}

/** Called on each new document: takes stock of what a runner must not be able to change. */
export function takeStock(page: HostilePage): Promise<null> {
  return ask(page, v.null(), async () => {
    while (window.sublet === undefined) await new Promise((resolve) => setTimeout(resolve, 20))
    // Each tier has a quota of its own; this one is large enough for the whole suite.
    while (true) {
      try {
        window.sublet.visitAs('enterprise')
        // Of two slices: what takes all of one is done soon, and gives it back soon.
        window.sublet.configure({ budgetBytes: 2 ** 28 })
        if (window.sublet.quota().tier === 'enterprise') break
      } catch {
        // The scheduler has not answered yet.
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    const watched: [string, object][] = [Object, Array, Function, Promise, Map, Set, Error, String].flatMap(
      (made): [string, object][] => [
        [made.name, made],
        [`${made.name}.prototype`, made.prototype],
      ],
    )
    watched.push(['MessagePort.prototype', MessagePort.prototype], ['window.sublet', window.sublet])
    const fields = ({ value, get, set }: PropertyDescriptor): unknown[] => [value, get, set]
    const shapeOf = (object: object): Map<PropertyKey, unknown[]> =>
      new Map(
        Reflect.ownKeys(object).map((key) => [
          key,
          fields(Reflect.getOwnPropertyDescriptor(object, key) ?? {}),
        ]),
      )
    const before = watched.map(([, object]) => shapeOf(object))
    window.changed = () =>
      watched.flatMap(([name, object], at) => {
        const [was, is] = [before[at] ?? new Map(), shapeOf(object)]
        const keys = new Set([...was.keys(), ...is.keys()])
        return [...keys]
          .filter((key) => !is.get(key)?.every((field, part) => Object.is(field, was.get(key)?.[part])))
          .map((key) => `${name}.${String(key)}`)
      })
    window.heard = []
    for (const name of ['sublet-scheduler', 'sublet-staging']) {
      new BroadcastChannel(name).onmessage = ({ data }) => window.heard.push(data)
    }
    return 'null'
  })
}
