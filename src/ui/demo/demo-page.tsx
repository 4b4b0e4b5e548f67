import { useStore } from 'zustand'
import { usePageTitle } from '../elements/use-page-title'
import { useDemoName, useRooms } from '../host-context'
import { NotFound } from '../shell/not-found'
import { useDemoInView } from '../tabs/use-demo-in-view'
import { DemoView } from './demo-view'
import { renewals } from './renewals'
import { sessionOf } from './sessions'

/** `#/d/:id` */
export function DemoPage({ id }: { id: string }) {
  const { host } = useRooms()
  const renewed = useStore(renewals, (times) => times[id] ?? 0)
  const session = sessionOf(host, id)
  const nameOf = useDemoName()
  // Of two demos side by side the address names one.
  const inView = useDemoInView() === id && session !== undefined
  usePageTitle(inView ? nameOf(id).title : undefined)
  if (session === undefined) return <NotFound what={`There is no demo called "${id}" on this site.`} />
  return <DemoView key={`${id} ${renewed}`} session={session} />
}
