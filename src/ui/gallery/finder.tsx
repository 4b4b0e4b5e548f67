import { type ComponentType, type KeyboardEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { DemoCard } from '../../host/types'
import { Button } from '../elements/button'
import { useRooms } from '../host-context'
import { isTyping } from '../palette/is-typing'
import { Cards } from './cards'
import styles from './finder.module.css'
import { finding, NOTHING_SOUGHT } from './finding'
import gallery from './gallery.module.css'
import { commonTags, matchCards } from './match-cards'
import { stepCard } from './step-card'

const MOST_TAGS = 14

interface Props {
  cards: readonly DemoCard[]
  /** Shows the own ones. */
  Own: ComponentType<{ cards: readonly DemoCard[] }> | undefined
}

/** The cards, own ones first, with a search box and tags above them, and keys to move over them. */
export function Finder({ cards: bundled, Own }: Props) {
  const { cards: own } = useStore(useRooms().host.own.state)
  const { query, tags } = useStore(finding)
  const box = useRef<HTMLInputElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const cards = [...own, ...bundled]
  const shown = matchCards(cards, query, tags)

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      event.preventDefault()
      box.current?.select()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  const links = () => [...(place.current?.querySelectorAll('a') ?? [])]
  const clear = () => {
    finding.setState(NOTHING_SOUGHT)
    box.current?.focus()
  }
  const onBoxKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      links()[0]?.focus()
    } else if (event.key === 'Escape') clear()
  }
  const onCardKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const all = links()
    const from = all.findIndex((link) => link.matches(':focus'))
    if (from < 0) return
    const to = stepCard(
      event.key,
      from,
      all.map((link) => link.getBoundingClientRect()),
    )
    if (to !== undefined) all[to]?.focus()
    else if (event.key === 'ArrowUp') box.current?.focus()
    else return
    event.preventDefault()
  }
  const toggle = (tag: string) =>
    finding.setState({ tags: tags.includes(tag) ? tags.filter((each) => each !== tag) : [...tags, tag] })

  return (
    <>
      <search className={gallery.finder}>
        <input
          ref={box}
          className={styles.box}
          type="search"
          aria-label="Search the demos"
          aria-keyshortcuts="/"
          placeholder="Search the demos  ( / )"
          value={query}
          onChange={(event) => finding.setState({ query: event.target.value })}
          onKeyDown={onBoxKey}
        />
        <div className={styles.tags}>
          {commonTags(cards, MOST_TAGS).map((tag) => (
            <button
              key={tag}
              type="button"
              className={`${styles.tag} ${tags.includes(tag) ? styles.on : ''}`}
              aria-pressed={tags.includes(tag)}
              onClick={() => toggle(tag)}
            >
              {tag}
            </button>
          ))}
        </div>
      </search>
      <output className="unseen">
        {query === '' && tags.length === 0 ? '' : `${shown.length} of ${cards.length} demos`}
      </output>
      {shown.length === 0 ? (
        <div className={styles.none}>
          <p>
            No demo has{' '}
            {[query.trim() === '' ? '' : `“${query.trim()}”`, ...tags].filter(Boolean).join(' and ')} in its
            title, description, tags or models.
          </p>
          <Button onClick={clear}>Show all {cards.length}</Button>
        </div>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the links in it
        <div ref={place} onKeyDown={onCardKey}>
          {Own && <Own cards={shown.filter((card) => own.includes(card))} />}
          <Cards cards={shown.filter((card) => !own.includes(card))} />
        </div>
      )}
    </>
  )
}
