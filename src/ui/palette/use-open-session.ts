import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { Session } from '../demo/session'
import { sessionOf } from '../demo/sessions'
import { useRooms } from '../host-context'

/** That of the demo whose page is open; undefined on other pages, and until the code of demos is there. */
export function useOpenSession(): Session | undefined {
  const { host } = useRooms()
  const [location] = useLocation()
  const [found, setFound] = useState<{ id: string; session: Session | undefined }>()
  const [, id] = /^\/d\/([^/]+)$/.exec(location) ?? []
  useEffect(() => {
    if (id === undefined) return
    let current = true
    host.ready().then(
      () => {
        if (current) setFound({ id, session: sessionOf(host, decodeURIComponent(id)) })
      },
      // The page says why it has no demo; here there is nothing that could be done with it.
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [host, id])
  return found?.id === id ? found?.session : undefined
}
