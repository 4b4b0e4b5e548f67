import type { CallState, DemoState } from '../../host/types'
import { viewCall } from '../demo/call-view'

/** What a dot can say of a demo. */
export type TabState =
  | 'running'
  | 'attaching'
  | 'queued'
  | 'working'
  | 'starting'
  | 'warm'
  | 'idle'
  | 'failed'

/** What the visitor waits for goes before what is merely there. */
export function tabState({ at, residency }: DemoState, call: CallState | undefined): TabState {
  const { phase } = viewCall(call, 0)
  switch (phase) {
    case 'waiting':
      return at.phase === 'failed' ? 'failed' : 'queued'
    case 'queued':
    case 'attaching':
    case 'running':
    case 'working':
      return phase
    case 'idle':
    case 'done':
    case 'failed':
      break
  }
  if (at.phase === 'failed') return 'failed'
  if (at.phase === 'starting' || at.phase === 'staging') return 'starting'
  // By a program, or by another part of the page.
  if (residency?.level === 'leased') return 'running'
  return residency?.level === 'warm' ? 'warm' : 'idle'
}
