import { lazy, Suspense, useEffect, useState } from 'react'
import { ErrorBoundary } from '../elements/error-boundary'
import { isTyping } from './is-typing'
import styles from './palette-button.module.css'

const Commands = lazy(async () => ({ default: (await import('./commands')).Commands }))
const Shortcuts = lazy(async () => ({ default: (await import('./shortcuts')).Shortcuts }))

type Shown = 'commands' | 'shortcuts' | undefined

const COMMANDS = { what: 'commands', open: true } as const
const SHORTCUTS = { what: 'shortcuts', open: true } as const

/** Ctrl+K (or Cmd+K) and `?`, anywhere; and a button that says so. What they open is loaded then. */
export function PaletteButton() {
  /** What was opened stays when it closes, so that it can give the focus back. */
  const [{ what, open }, setShown] = useState<{ what: Shown; open: boolean }>({
    what: undefined,
    open: false,
  })

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k'
      // In the editor it begins chords of the editor's own.
      const inEditor = event.target instanceof Element && event.target.closest('[data-editor]') !== null
      if (command && !inEditor) setShown(COMMANDS)
      else if (event.key === '?' && !event.ctrlKey && !event.metaKey && !isTyping(event.target))
        setShown(SHORTCUTS)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  const mac = /mac|iphone|ipad/i.test(navigator.userAgent)
  const onClose = () => setShown({ what, open: false })
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-label="Commands"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setShown(COMMANDS)}
      >
        <kbd>{mac ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <ErrorBoundary what="The palette">
        <Suspense>
          {what === 'commands' && (
            <Commands open={open} onClose={onClose} onShortcuts={() => setShown(SHORTCUTS)} />
          )}
          {what === 'shortcuts' && <Shortcuts open={open} onClose={onClose} />}
        </Suspense>
      </ErrorBoundary>
    </>
  )
}
