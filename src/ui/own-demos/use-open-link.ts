import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { fetchedOffer, offerOfAddress } from '../share/offer'

/**
 * Goes to what an address leads to, where it is shown before anything of it runs. Of a Sublet link only what is behind its
 * `#` is used, and nothing is fetched. Rejects with a `SubletError`; whoever leaves meanwhile stays where they went.
 */
export function useOpenLink(): (address: string) => Promise<void> {
  const [, go] = useLocation()
  const left = useRef<AbortController>(undefined)
  useEffect(() => {
    const mine = new AbortController()
    left.current = mine
    return () => mine.abort()
  }, [])
  return async (address) => {
    const { linkData } = await import('../../host/share/link')
    const data = linkData(address)
    if (data !== undefined) return go(`/s/${data}`)
    const { signal } = left.current ?? new AbortController()
    const offer = await offerOfAddress(address, signal)
    signal.throwIfAborted()
    fetchedOffer.setState({ offer })
    go('/s/fetched')
  }
}
