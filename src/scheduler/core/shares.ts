import { shareMs } from '../../protocol/share'
import type { Account, Share } from './state'

/** In one window: links can be opened without end, and each share is kept. */
const MOST_SHARES = 100

/** What a demo of somebody else has so far. */
export function shareOf({ shares }: Account, demo: string): Share {
  return shares.get(demo) ?? { demo, spentMs: 0, reservedMs: 0 }
}

/**
 * What a call of a demo of somebody else may be charged to, narrowest first, in the form in which admission looks at a
 * visitor: the demo's share, and the quota without the credits. Demos that come when there are as many as are kept have
 * nothing.
 */
export function pursesOf(account: Account, { demo, spentMs, reservedMs }: Share): [Account, Account] {
  const { rule, shares } = account
  const limitMs = shares.size < MOST_SHARES || shares.has(demo) ? shareMs(rule.limitMs) : 0
  const title = `${limitMs / 1000}s for a demo of somebody else, of the ${rule.title}`
  const wayOut = 'Press "Make it mine" on its page.'
  const quota = { ...account, creditsMs: 0 }
  return [{ ...quota, rule: { ...rule, limitMs, title, wayOut }, usedMs: spentMs, reservedMs }, quota]
}
