import { expect, test, vi } from 'vitest'
import { shareMs } from '../../protocol/share'
import type { Effect } from './effect'
import { FOREIGN, inEveryHistory, play, RUNS, TIGHT } from './history.fixture'
import type { UsageWindow } from './records'

// That what is spent and reserved stays within a share at every step is among the promises of `auditOf`.

vi.setConfig({ testTimeout: 12 * RUNS + 60_000 })

test('a demo of somebody else is charged its share in a window, and never credits', () => {
  let charged = 0
  let besideCredits = 0
  inEveryHistory((history) => {
    const { effects } = play(history)
    for (const { tier, shares = [] } of effects.flatMap((effect) => windowsOf(effect))) {
      const most = shareMs(TIGHT.tiers[tier].limitMs)
      for (const { spentMs } of shares) if (spentMs > most) expect(spentMs).toBeLessThanOrEqual(most)
    }
    for (const effect of effects) {
      if (effect.type !== 'settle' || !FOREIGN.includes(effect.settlement.demo)) continue
      const { chargedMs, creditMs } = effect.settlement
      if (chargedMs > 0) charged += 1
      if (effect.window.creditsMs > 0) besideCredits += 1
      if (creditMs !== 0) expect(creditMs).toBe(0)
    }
  })
  expect(charged).toBeGreaterThan(0)
  expect(besideCredits).toBeGreaterThan(0)
})

function windowsOf(effect: Effect): UsageWindow[] {
  return 'window' in effect && effect.window ? [effect.window] : []
}

/** A window has the shares, a stack the lines of this test. */
const TOLD_APART: ReadonlySet<string> = new Set(['window', 'stack'])

test("a share takes nothing from others: what it lets in could be the visitor's own, what it refuses was never there", () => {
  const refusals = new Set<string>()
  let letIn = 0
  inEveryHistory((history) => {
    // With credits, when which of them are spent depends on whose calls they are: the sum of both is audited above.
    const steps = history.filter((step) => !String(step).includes('addCredits'))
    const refused: boolean[] = []
    const omitted = new Set<Effect>()
    const first = play(steps, undefined, undefined, (pool) => ({
      ...pool,
      tell(tab, message) {
        const effects = pool.tell(tab, message)
        if (message.type !== 'request' || !message.foreign) return effects
        const refusal = effects.find(
          (effect) =>
            effect.type === 'post' &&
            effect.message.type === 'refused' &&
            effect.message.request === message.request &&
            // Of an earlier one of this name, whose time was up.
            effect.message.error.code !== 'QueueTimeout',
        )
        refused.push(refusal !== undefined)
        if (refusal === undefined) letIn += 1
        else omitted.add(refusal)
        if (refusal?.type === 'post' && refusal.message.type === 'refused')
          refusals.add(
            `${refusal.message.error.code} ${refusal.message.error.wayOut.includes('Make it mine')}`,
          )
        return effects
      },
    }))
    const second = play(steps, undefined, undefined, (pool) => ({
      ...pool,
      tell(tab, message) {
        if (message.type !== 'request' || !message.foreign) return pool.tell(tab, message)
        const { foreign: _, ...asked } = message
        return pool.tell(tab, refused.shift() ? { type: 'cancel', request: 'none' } : asked)
      },
    }))
    const [foreign, own] = [first.effects.filter((effect) => !omitted.has(effect)), second.effects].map(
      (effects) =>
        JSON.stringify(effects, (key, value: unknown) => (TOLD_APART.has(key) ? undefined : value)),
    )
    if (foreign !== own) expect(foreign).toBe(own)
  })
  expect(letIn).toBeGreaterThan(0)
  expect([...refusals].sort()).toEqual(expect.arrayContaining(['PendingCredits false', 'QuotaExceeded true']))
})
