import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { useStore } from 'zustand'
import type { DemoNetwork } from '../../host/types'
import { ApiButton } from '../api-panel/api-button'
import { Button } from '../elements/button'
import { Tag } from '../elements/tag'
import type { Tone } from '../elements/tone'
import { formatBytes } from '../format/bytes'
import { useRooms } from '../host-context'
import { OwnMark } from '../own-demos/own-mark'
import { ShareMenu } from '../share/share-menu'
import styles from './demo-page.module.css'
import type { Session } from './session'

/** Most demos have no draft, and what looks for one is the editor's. */
const DraftMark = lazy(async () => ({ default: (await import('./draft-mark')).DraftMark }))

const LEVELS: Record<'leased' | 'warm' | 'cool' | 'idle', Tone> = {
  leased: 'leased',
  warm: 'warm',
  cool: 'cool',
  idle: 'cool',
}

const MEANINGS: Record<keyof typeof LEVELS, string> = {
  leased: 'A call of it is on the GPU now.',
  warm: 'What it needs is still on the GPU: its next call starts at once.',
  cool: 'Its weights have left the GPU; its next call only streams them in.',
  idle: 'It holds none of the GPU.',
}

export function DemoTitle({ session }: { session: Session }) {
  const { support, own } = useRooms().host
  // The card of an own demo is what its README says now.
  useStore(own.state)
  const { card, state } = session.demo
  const { spec, edited, residency } = useStore(state)
  const { editing } = useStore(session.state)
  const description =
    spec?.description === undefined || spec.description === '' ? card.shortDescription : spec.description
  return (
    <div className={styles.title}>
      <div className={styles.naming}>
        <h1>
          <span aria-hidden="true">{card.emoji}</span> {spec?.title ?? card.title}
        </h1>
        <p className={styles.sub}>
          {description}
          {card.models.map((model) => (
            <span key={model}>
              {' · '}
              <Link className="num" href="/models" title="To the models of this browser">
                {model}
              </Link>
            </span>
          ))}
        </p>
        {card.network !== undefined && <NetworkNote network={card.network} />}
        <OwnMark card={card} />
      </div>
      <div className={styles.actions}>
        {residency !== undefined && (
          <span title={MEANINGS[residency.level]}>
            <Tag tone={LEVELS[residency.level]}>
              {residency.level === 'leased' ? 'holds the GPU' : residency.level}
              {residency.held > 0 && ` · ${formatBytes(residency.held)}`}
            </Tag>
          </span>
        )}
        {edited && (
          <>
            <Tag tone="queued">edited</Tag>
            <Button onClick={session.reset}>Reset</Button>
          </>
        )}
        {support.ok && !edited && !editing && (
          <Suspense>
            <DraftMark session={session} />
          </Suspense>
        )}
        {support.ok && <ShareMenu session={session} />}
        {support.ok && <ApiButton session={session} />}
        {support.ok && (
          <Button aria-expanded={editing} onClick={() => session.showEditor(!editing)}>
            {editing ? 'Close editor' : 'Edit'}
          </Button>
        )}
      </div>
    </div>
  )
}

/** To open the page is to download them, as on Spaces: so it says how much. */
function NetworkNote({ network: { download, withoutF16, license, untested } }: { network: DemoNetwork }) {
  return (
    <p className={`${styles.sub} ${styles.network}`}>
      <Tag tone="cool">needs network</Tag> Opening this page loads {download}
      {withoutF16 !== undefined && `, or ${withoutF16} on a GPU without 16-bit floats,`} from the Hugging Face
      hub, once. Weights: {license}
      {untested && ', untested here: only random ones of the same architecture were run'}.
    </p>
  )
}
