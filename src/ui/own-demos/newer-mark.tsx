import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Session } from '../demo/session'
import { sessionOf } from '../demo/sessions'
import { Button } from '../elements/button'
import { useRooms } from '../host-context'
import { isUntouched, loadNewer } from './load-newer'
import { useSeen } from './use-seen'

/**
 * That another tab has changed the demo that is open here. Where nothing would be lost it follows by itself, once somebody
 * looks; else it offers to.
 */
export function NewerMark({ session }: { session: Session }) {
  const { host } = useRooms()
  const seen = useSeen()
  const untouched = useStore(session.state, () => isUntouched(session))
  const load = () => loadNewer(session, (id) => sessionOf(host, id))
  useEffect(() => {
    // Looked at again: it can have been run since this was drawn.
    if (seen && untouched && isUntouched(session)) loadNewer(session, (id) => sessionOf(host, id))
  }, [seen, untouched, session, host])
  if (untouched) return null
  return (
    <span role="status">
      It was changed in another tab.{' '}
      <Button look="quiet" title="What you typed stays; what runs here is stopped." onClick={load}>
        Load that
      </Button>{' '}
    </span>
  )
}
