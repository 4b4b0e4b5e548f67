import { useLocation } from 'wouter'
import { navigate } from 'wouter/use-hash-location'
import type { Host } from '../../host/types'
import { useRooms } from '../host-context'
import { showToast } from '../toasts/toasts'
import { useLeft } from './use-left'

/** Goes to an own demo. Whoever leaves meanwhile stays where they went, and is told that it is there. */
export function useOpenOwn(): (id: string, options: { editing: boolean }) => Promise<void> {
  const { host } = useRooms()
  const [, go] = useLocation()
  const left = useLeft()
  return async (id, { editing }) => {
    const [{ sessionOf }] = await Promise.all([import('../demo/sessions'), host.ready()])
    // It can have taken a while to come this far: making it, and the code of demos.
    if (left.current?.aborted) return tellMade(host, id)
    if (editing) sessionOf(host, id)?.showEditor(true)
    go(`/d/${id}`)
  }
}

/** To somebody who looks at something else by now. Of one that is gone it says nothing. */
export function tellMade({ own }: Host, id: string): void {
  const made = own.state.getState().cards.find((card) => card.id === id)
  if (made === undefined) return
  showToast(`${made.title} is there.`, { action: { label: 'Open', run: () => navigate(`/d/${id}`) } })
}
