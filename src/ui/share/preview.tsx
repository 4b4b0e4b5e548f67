import { useRef } from 'react'
import { Tag } from '../elements/tag'
import { formatBytes } from '../format/bytes'
import { cardGround } from '../gallery/card-ground'
import { Lines } from '../own-demos/lines'
import { Consent } from './consent'
import { FilesPanel, filesOf } from './files-panel'
import { GpuPanel } from './gpu-panel'
import { HiddenText } from './hidden-text'
import { ModelsPanel } from './models-panel'
import type { Offer } from './offer'
import styles from './share.module.css'
import { useDemoFacts } from './use-demo-facts'

/** Somebody else's demo before it is let in. Its card and its files are shown as the text that they are. */
export function Preview({ offer }: { offer: Offer }) {
  const { demo, from, told, left } = offer
  const { card, sources } = demo
  const facts = useDemoFacts(sources)
  const code = useRef<HTMLHeadingElement>(null)
  const files = filesOf(demo)
  const bytes = files.reduce((sum, { text }) => sum + text.length, 0)
  return (
    <>
      <div className={styles.head}>
        <span
          className={styles.emoji}
          style={{ background: cardGround(card.colorFrom, card.colorTo) }}
          aria-hidden="true"
        >
          {card.emoji}
        </span>
        <div className={styles.naming}>
          <h1>{card.title}</h1>
          {card.shortDescription !== '' && <p className={styles.sub}>{card.shortDescription}</p>}
          <p className={styles.about}>
            <Tag tone="queued">somebody else’s</Tag> <span className={styles.from}>From {from}.</span>{' '}
            <span className="num">{files.length}</span> {files.length === 1 ? 'file' : 'files'},{' '}
            <span className="num">{formatBytes(bytes)}</span>. License, as it says: {card.license}.
          </p>
        </div>
      </div>
      <div className={styles.columns}>
        <div className={styles.side}>
          <Consent offer={offer} onLook={() => code.current?.focus()} />
          <GpuPanel facts={facts} />
          <ModelsPanel card={card} facts={facts} />
        </div>
        <section className={styles.files} aria-labelledby="shared-files">
          <h2 id="shared-files" ref={code} tabIndex={-1}>
            Its code
          </h2>
          <HiddenText files={[{ path: 'card', text: `${card.title} ${card.shortDescription}` }, ...files]} />
          <Lines head="Its card does not say all:" lines={told} />
          <Lines head="Not taken:" lines={left.map(({ path, why }) => `${path}: ${why}`)} />
          <FilesPanel files={files} />
        </section>
      </div>
    </>
  )
}
