import type { PoolSettings, Tier } from '../../protocol/pool'
import type { FromScheduler } from '../../protocol/scheduler'
import type { Purchase, Reservation, Settlement, UsageWindow } from './records'
import type { State, Tab } from './state'

/** What the world has to do: messages in this order, writes in this order. */
export type Effect =
  | { type: 'post'; tab: string; message: FromScheduler }
  /** Pays for the `granted` beside it. `window` if this grant opened it. */
  | { type: 'reserve'; reservation: Reservation; window: UsageWindow | undefined }
  | { type: 'settle'; settlement: Settlement; window: UsageWindow }
  | { type: 'addCredits'; purchase: Purchase; window: UsageWindow }
  | { type: 'keepTier'; tier: Tier }
  /** All that was ever configured. */
  | { type: 'keepSettings'; settings: Partial<PoolSettings> }
  /** A message that made no sense was refused and changed nothing. */
  | { type: 'rejected'; tab: string; reason: string }

/** Posts to a tab, unless it is gone. */
export function post(state: State, effects: Effect[], tab: Tab, message: FromScheduler): void {
  if (state.tabs.get(tab.id) === tab) effects.push({ type: 'post', tab: tab.id, message })
}
