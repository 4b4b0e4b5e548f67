import { type KeyboardEvent, lazy, Suspense, useRef } from 'react'
import { flushSync } from 'react-dom'
import { useStore } from 'zustand'
import { useDemoName, useRooms } from '../host-context'
import { closeDemo } from './close-demo'
import { openTabs } from './open-tabs'
import { Tab } from './tab'
import styles from './tab-strip.module.css'
import { inView, split } from './tabs'
import { useDemoInView } from './use-demo-in-view'
import { useTabKeys } from './use-tab-keys'
import { useWide } from './use-wide'

const SplitMenu = lazy(async () => ({ default: (await import('./split-menu')).SplitMenu }))

/** The demos that are open in this browser tab. They are links, for each is a place of its own; the arrows go along them. */
export function TabStrip() {
  const { host } = useRooms()
  const nameOf = useDemoName()
  const wide = useWide()
  const current = useDemoInView()
  const store = openTabs(host)
  const tabs = useStore(store)
  const list = useRef<HTMLUListElement>(null)
  useTabKeys(store, current)
  if (tabs.open.length === 0) return null

  const view = current === undefined ? [] : inView(tabs, current, wide)
  const links = () => [...(list.current?.querySelectorAll('a') ?? [])]
  const remove = (id: string) => closeDemo(host, id, nameOf(id).title, id === current)
  const removeByKey = (id: string) => {
    const at = tabs.open.indexOf(id)
    flushSync(() => remove(id))
    const left = links()
    left[Math.min(at, left.length - 1)]?.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const all = links()
    const at = all.findIndex((link) => link.matches(':focus'))
    const to = { ArrowLeft: at - 1, ArrowRight: (at + 1) % all.length, Home: 0, End: -1 }[event.key]
    if (at < 0 || to === undefined) return
    event.preventDefault()
    all.at(to)?.focus()
  }
  return (
    <nav className={styles.strip} aria-label="Open demos">
      <ul ref={list} className={styles.list} onKeyDown={onKey}>
        {tabs.open.map((id) => (
          <Tab
            key={id}
            id={id}
            seen={tabs.seen.includes(id)}
            current={id === current}
            beside={id !== current && view.includes(id)}
            onClose={() => remove(id)}
            onDelete={() => removeByKey(id)}
          />
        ))}
      </ul>
      {wide && current !== undefined && tabs.open.length > 1 && (
        <Suspense>
          <SplitMenu
            others={tabs.open.filter((id) => id !== current)}
            on={view.length > 1}
            onChoose={(beside) => store.setState((now) => split(now, beside), true)}
          />
        </Suspense>
      )}
    </nav>
  )
}
