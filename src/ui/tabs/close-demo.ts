import { navigate } from 'wouter/use-hash-location'
import type { Host } from '../../host/types'
import { sessionOf } from '../demo/sessions'
import { showToast } from '../toasts/toasts'
import { addressOf } from './address-of'
import { openTabs } from './open-tabs'
import { close, next, putBack } from './tabs'

/**
 * Ends the runners of a demo and forgets what was typed, drawn and run in it; asks nothing, and offers to undo it.
 * @param inView its page is the one that the address names
 */
export function closeDemo(host: Host, id: string, title: string, inView: boolean): void {
  const store = openTabs(host)
  const before = store.getState()
  // Before it is gone: a page that is still in view would open it again.
  if (inView) navigate(addressOf(next(before, id)))
  store.setState(close(before, id), true)
  // What was never in view has no session, and nothing that would have to end.
  const session = before.seen.includes(id) ? sessionOf(host, id) : undefined
  const { drafts, edited } = session?.state.getState() ?? {}
  session?.demo.close()

  showToast(`Closed ${title}`, {
    action: {
      label: 'Undo',
      run() {
        store.setState((tabs) => putBack(tabs, id, before.open.indexOf(id)), true)
        const again = session === undefined ? undefined : sessionOf(host, id)
        if (drafts !== undefined) again?.refill(drafts, undefined)
        if (edited !== undefined) again?.edit(edited, () => {})
        if (inView) navigate(addressOf(id))
      },
    },
  })
}
