import { useRooms } from '../host-context'
import { NotFound } from '../shell/not-found'
import { DemoView } from './demo-view'
import { sessionOf } from './sessions'

/** `#/d/:id` */
export function DemoPage({ id }: { id: string }) {
  const session = sessionOf(useRooms().host, id)
  if (session === undefined) return <NotFound what={`There is no demo called "${id}" on this site.`} />
  return <DemoView key={id} session={session} />
}
