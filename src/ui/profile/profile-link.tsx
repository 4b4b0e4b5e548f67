import { lazy, Suspense, useState } from 'react'
import type { LeaseView } from '../../host/types'
import type { Session } from '../demo/session'
import { Button } from '../elements/button'

/** Few look at it: it is fetched when somebody does. */
export const LazyProfile = lazy(async () => ({ default: (await import('./profile-dialog')).ProfileDialog }))

interface Props {
  session: Session
  leases: readonly LeaseView[]
}

/** Opens the flame view of the leases of a call, once one of them is over. */
export function ProfileLink({ session, leases }: Props) {
  const [open, setOpen] = useState(false)
  const ran = leases.filter(({ bill, startedAt }) => bill !== undefined && startedAt !== undefined)
  if (ran.length === 0) return null
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        Profile
      </Button>
      {open && (
        <Suspense>
          <LazyProfile session={session} leases={ran} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
