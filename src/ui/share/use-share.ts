import { useCallback, useState } from 'react'
import type { ShareLink } from '../../host/share/link'
import type { SharedDemo } from '../../host/share/shared-demo'
import { toWire, type WireError } from '../../host/types'
import type { Session } from '../demo/session'
import { useRooms } from '../host-context'
import { sharedOf } from './shared-of'

export type Making =
  | { state: 'making' }
  | { state: 'made'; demo: SharedDemo; link: ShareLink }
  | { state: 'failed'; error: WireError }

/** The link to a demo as it is when `make` is called: a browser lets a page copy only what is there at the press. */
export function useShare(session: Session): { making: Making; make(): void } {
  const { own } = useRooms().host
  const [making, setMaking] = useState<Making>({ state: 'making' })
  const make = useCallback(() => {
    setMaking({ state: 'making' })
    const work = async () => {
      const [{ makeLink }, demo] = await Promise.all([
        import('../../host/share/link'),
        sharedOf(session, own),
      ])
      return { demo, link: await makeLink(demo, location.href) }
    }
    work().then(
      (made) => setMaking({ state: 'made', ...made }),
      (thrown: unknown) => setMaking({ state: 'failed', error: toWire(thrown, 'DemoRefused') }),
    )
  }, [session, own])
  return { making, make }
}
