import { useStore } from 'zustand'
import { useRooms } from '../host-context'
import { NotFound } from '../shell/not-found'
import { DemoView } from './demo-view'
import { renewals } from './renewals'
import { sessionOf } from './sessions'

/** `#/d/:id` */
export function DemoPage({ id }: { id: string }) {
  const { host } = useRooms()
  const renewed = useStore(renewals, (times) => times[id] ?? 0)
  const session = sessionOf(host, id)
  if (session === undefined) return <NotFound what={`There is no demo called "${id}" on this site.`} />
  return <DemoView key={`${id} ${renewed}`} session={session} />
}
