import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { toWire, type WireError } from '../../host/types'
import { ErrorCard } from '../elements/error-card'
import { usePageTitle } from '../elements/use-page-title'
import { NotFound } from '../shell/not-found'
import { fetchedOffer, type Offer, offerOfLink } from './offer'
import { Preview } from './preview'
import styles from './share.module.css'

/**
 * `#/s/VERSION.DATA`: somebody else's demo in a link; `#/s/fetched`: one that was fetched by its address. Both are shown,
 * and nothing of them runs.
 */
export function SharePage() {
  const [location] = useLocation()
  usePageTitle('A shared demo')
  const data = location.slice('/s/'.length)
  return data === 'fetched' ? <Fetched /> : <Linked key={data} data={data} />
}

function Fetched() {
  const { offer } = useStore(fetchedOffer)
  if (offer === undefined)
    return <NotFound what="What was fetched here is not kept: fetch it again with Import, From a link." />
  return <Preview key={offer.digest} offer={offer} />
}

type At = { at: 'reading' } | { at: 'refused'; error: WireError } | { at: 'read'; offer: Offer }

function Linked({ data }: { data: string }) {
  const [state, setState] = useState<At>({ at: 'reading' })
  useEffect(() => {
    let gone = false
    const tell = (next: At) => !gone && setState(next)
    offerOfLink(data).then(
      (offer) => tell({ at: 'read', offer }),
      (thrown: unknown) => tell({ at: 'refused', error: toWire(thrown, 'DemoRefused') }),
    )
    return () => {
      gone = true
    }
  }, [data])

  if (state.at === 'read') return <Preview offer={state.offer} />
  if (state.at === 'reading') return <output className={styles.quiet}>Reading the link…</output>
  return (
    <section className={styles.refused}>
      <h1>A shared demo</h1>
      <ErrorCard error={{ ...state.error, stack: '' }} />
      <a href="#/">To the gallery</a>
    </section>
  )
}
