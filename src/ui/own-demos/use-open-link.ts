import { useLocation } from 'wouter'
import { fetchedOffer, offerOfAddress } from '../share/offer'
import { useLeft } from './use-left'

/**
 * Goes to what an address leads to, where it is shown before anything of it runs. Of a Sublet link only what is behind its
 * `#` is used, and nothing is fetched. Rejects with a `SubletError`; whoever leaves meanwhile stays where they went.
 */
export function useOpenLink(): (address: string) => Promise<void> {
  const [, go] = useLocation()
  const left = useLeft()
  return async (address) => {
    const signal = left.current ?? new AbortController().signal
    const { linkData } = await import('../../host/share/link')
    const data = linkData(address)
    signal.throwIfAborted()
    if (data !== undefined) return go(`/s/${data}`)
    const offer = await offerOfAddress(address, signal)
    signal.throwIfAborted()
    fetchedOffer.setState({ offer })
    go('/s/fetched')
  }
}
