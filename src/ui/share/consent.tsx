import { useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { type DemoCard, toWire, type WireError } from '../../host/types'
import { Button } from '../elements/button'
import { ErrorCard } from '../elements/error-card'
import { Panel } from '../elements/panel'
import { useRooms } from '../host-context'
import { useOpenOwn } from '../own-demos/use-open-own'
import { showToast } from '../toasts/toasts'
import { keepOffer } from './keep-offer'
import { fetchedOffer, type Offer } from './offer'
import styles from './share.module.css'

interface Props {
  offer: Offer
  /** The visitor wants to read. */
  onLook(): void
  /** This page is inside another one, which could lie over its buttons. */
  framed?: boolean
}

type At =
  | { at: 'asking' }
  | { at: 'looking' }
  | { at: 'working'; step: string }
  | { at: 'refused'; error: WireError }

/** What it could do, and whether it may. */
export function Consent({ offer, onLook, framed = window.top !== window.self }: Props) {
  const { own, support } = useRooms().host
  const openOwn = useOpenOwn()
  const [, go] = useLocation()
  const [state, setState] = useState<At>({ at: 'asking' })
  const kept = useKept(offer.digest)

  const keep = async () => {
    const onStep = (step: string) => setState({ at: 'working', step })
    try {
      const { id } = await keepOffer(offer, await own.open(), onStep)
      await openOwn(id, { editing: false })
    } catch (thrown) {
      setState({ at: 'refused', error: toWire(thrown, 'DemoRefused') })
    }
  }
  const look = () => {
    setState({ at: 'looking' })
    onLook()
  }
  const throwAway = () => {
    fetchedOffer.setState({ offer: undefined })
    // Back must not lead here again.
    go('/', { replace: true })
    showToast('Thrown away. Nothing of it was kept.')
  }

  const working = state.at === 'working'
  return (
    <Panel aria-label="Before it runs" className={`${styles.part} ${styles.consent}`}>
      {kept === undefined ? (
        <>
          <h2>{state.at === 'looking' ? 'You are looking. Nothing of it runs.' : 'Nothing of it has run'}</h2>
          {state.at !== 'looking' && <Walls />}
        </>
      ) : (
        <>
          <h2>You have kept this already</h2>
          <p>
            It is <b>{kept.title}</b> among your demos, as it came or as you changed it.
          </p>
        </>
      )}
      {state.at === 'refused' && <ErrorCard error={{ ...state.error, stack: '' }} />}
      {working && <output className={styles.quiet}>{state.step}</output>}
      {framed ? (
        <p>
          This page is shown inside another one.{' '}
          <a href={location.href} target="_blank" rel="noreferrer">
            Open it by itself
          </a>{' '}
          to keep the demo.
        </p>
      ) : (
        <div className={styles.buttons}>
          {kept === undefined ? (
            <Button look="go" disabled={working || !support.ok} onClick={() => void keep()}>
              Keep and run it
            </Button>
          ) : (
            <Link className={styles.open} href={`/d/${kept.id}`}>
              Open the one you kept
            </Link>
          )}
          {state.at !== 'looking' && (
            <Button disabled={working} onClick={look}>
              Only look
            </Button>
          )}
          <Button disabled={working} onClick={throwAway}>
            {kept === undefined ? 'Throw away' : 'Leave'}
          </Button>
        </div>
      )}
    </Panel>
  )
}

/** As docs/security.md has it. */
function Walls() {
  return (
    <>
      <p>It is code that somebody else wrote. If you keep it, it runs in the sandbox of every demo here.</p>
      <div className={styles.walls}>
        <div>
          <h3>It can</h3>
          <ul>
            <li>compute on this machine with what you give it</li>
            <li>ask for the GPU, out of its own share of your quota</li>
            <li>have this page download the models that it names</li>
            <li>show anything: what it shows may be a lie</li>
          </ul>
        </div>
        <div>
          <h3>It cannot</h3>
          <ul>
            <li>reach the network</li>
            <li>read or write anything stored in this browser</li>
            <li>see other demos, your drafts, your history, or this page</li>
            <li>hold the GPU for longer than it declared</li>
          </ul>
        </div>
      </div>
    </>
  )
}

/** The demo that was made of it before; undefined: none, or that cannot be told. */
function useKept(digest: string): DemoCard | undefined {
  const { own } = useRooms().host
  const [kept, setKept] = useState<DemoCard>()
  useEffect(() => {
    let gone = false
    const ask = async () => {
      if (!(await own.mayHave())) return
      const found = await (await own.open()).keptOf(digest)
      if (!gone) setKept(found)
    }
    // What is wrong with the storage is told by whoever wants to keep something.
    ask().catch(() => undefined)
    return () => {
      gone = true
    }
  }, [own, digest])
  return kept
}
