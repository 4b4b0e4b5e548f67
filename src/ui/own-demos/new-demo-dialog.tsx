import { useEffect, useState } from 'react'
import {
  type DemoCard,
  type DemoDraft,
  type DemoTemplate,
  type OwnDemos,
  toWire,
  type WireError,
} from '../../host/types'
import { ErrorCard } from '../elements/error-card'
import { cardGround } from '../gallery/card-ground'
import { useRooms } from '../host-context'
import { createOwn } from './create-own'
import { copyDraft, TITLE_LENGTH, templateDraft } from './drafts'
import { Frame } from './frame'
import styles from './own-demos.module.css'
import { useOpenOwn } from './use-open-own'

/** A name, and what to begin from: a press makes the demo and opens it in the editor. */
export function NewDemoDialog({ onClose }: { onClose(): void }) {
  const { own, cards } = useRooms().host
  const openOwn = useOpenOwn()
  const [name, setName] = useState('')
  const [templates, setTemplates] = useState<readonly DemoTemplate[]>([])
  const [error, setError] = useState<WireError>()
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    let gone = false
    own
      .open()
      .then((demos) => demos.templates())
      .then(
        (found) => !gone && setTemplates(found),
        (thrown: unknown) => !gone && setError(toWire(thrown, 'DemoRefused')),
      )
    return () => {
      gone = true
    }
  }, [own])

  const begin = async (draft: (demos: OwnDemos) => Promise<DemoDraft>) => {
    if (busy) return
    setBusy(true)
    setError(undefined)
    try {
      const demos = await own.open()
      const { id } = await createOwn(demos, await draft(demos))
      await openOwn(id, { editing: true })
    } catch (thrown) {
      setError(toWire(thrown, 'DemoRefused'))
      setBusy(false)
    }
  }

  return (
    <Frame title="New demo" onClose={onClose}>
      <label className={styles.field}>
        <span>Name</span>
        <input
          value={name}
          maxLength={TITLE_LENGTH}
          placeholder="As what it begins from"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      {error !== undefined && <ErrorCard error={{ ...error, stack: '' }} />}
      <h3 id="templates">Begin with</h3>
      <ul className={styles.templates} aria-labelledby="templates" aria-busy={templates.length === 0}>
        {templates.map((template) => (
          <li key={template.card.id}>
            <button
              type="button"
              disabled={busy}
              aria-label={template.card.title}
              onClick={() => void begin(() => templateDraft(template, name.trim()))}
            >
              <Emoji card={template.card} />
              <span>
                <b>{template.card.title}</b>
                <span>{template.card.shortDescription}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <h3 id="copies">Or with a copy of</h3>
      <ul className={styles.copies} aria-labelledby="copies">
        {cards.map((card) => (
          <li key={card.id}>
            <button
              type="button"
              disabled={busy}
              aria-label={`Copy of ${card.title}`}
              onClick={() => void begin((demos) => copyDraft(demos, card, name.trim()))}
            >
              <span aria-hidden="true">{card.emoji}</span> {card.title}
            </button>
          </li>
        ))}
      </ul>
      <p className={styles.hint}>
        It is kept in this browser, and nowhere else. Download it to have it elsewhere.
      </p>
    </Frame>
  )
}

function Emoji({ card: { emoji, colorFrom, colorTo } }: { card: DemoCard }) {
  return (
    <span className={styles.emoji} style={{ background: cardGround(colorFrom, colorTo) }} aria-hidden="true">
      {emoji}
    </span>
  )
}
