import type { Effect } from './effect'
import { look, usageOf } from './quota'
import type { State, Tab } from './state'

/** Prepaid seconds for the visitor of this tab. Only extensible tiers go on past their quota. */
export function addCredits(state: State, tab: Tab, seconds: number, wall: number, effects: Effect[]): void {
  const account = state.accounts[tab.tier]
  if (!account.rule.extensible) {
    const reason = `addCredits: ${account.rule.title} does not go on past its quota`
    effects.push({ type: 'rejected', tab: tab.id, reason })
    return
  }
  const creditMs = Math.round(seconds * 1000)
  account.creditsMs += creditMs
  // The window that is kept along may be over, and nobody has looked since.
  look(account, wall, state.settings.windowMs)
  const purchase = { tier: account.tier, creditMs, boughtAt: wall }
  effects.push({ type: 'addCredits', purchase, window: usageOf(account) })
}
