import type { PoolSettings } from '../../protocol/pool'
import type { Effect } from './effect'
import type { State } from './state'

/** Takes what was configured from now on, and has all of it kept. Leases keep the slices that they were granted. */
export function configure(state: State, settings: Partial<PoolSettings>, effects: Effect[]): void {
  state.configured = { ...state.configured, ...settings }
  const { budgetBytes = state.budgetBytes, ...others } = state.configured
  state.budgetBytes = budgetBytes
  state.settings = { ...state.settings, ...others }
  effects.push({ type: 'keepSettings', settings: state.configured })
}

export function settingsOf({ budgetBytes, settings }: State): PoolSettings {
  const { keepAliveMs, queueLimit } = settings
  return { keepAliveMs, budgetBytes, queueLimit }
}
