import { Command } from 'cmdk'
import { Dialog } from 'radix-ui'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { DemoCard } from '../../host/types'
import { history } from '../history/history'
import { useRooms } from '../host-context'
import { commandList, type Command as Entry, rank } from './command-list'
import styles from './palette.module.css'
import { useOpenSession } from './use-open-session'

interface Props {
  open: boolean
  onClose(): void
  onShortcuts(): void
}

/** Demos, pages and what can be done here, by name. */
export function Commands({ open, onClose, onShortcuts }: Props) {
  const { host } = useRooms()
  const [, go] = useLocation()
  const session = useOpenSession()
  const [search, setSearch] = useState('')
  const [clearing, setClearing] = useState<{ demo: DemoCard | undefined }>()
  /** Done once the palette has closed: what it focuses must not be taken by that. */
  const then = useRef<() => void>(undefined)

  const choose = (act: () => void) => {
    then.current = act
    onClose()
  }
  const ask = (demo?: DemoCard) => {
    setClearing({ demo })
    setSearch('')
  }
  const entries =
    clearing === undefined
      ? commandList(host, session, { go, shortcuts: onShortcuts, clearHistory: ask })
      : clearEntries(clearing.demo, () => setClearing(undefined))
  const groups = Map.groupBy(entries, ({ group }) => group)
  const asks = (entry: Entry) => entry.id.startsWith('clear') || entry.id === 'keep'

  return (
    <Dialog.Root open={open} onOpenChange={(on) => !on && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.ground} />
        <Dialog.Content
          className={styles.palette}
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            setSearch('')
            setClearing(undefined)
            const act = then.current
            then.current = undefined
            if (act === undefined) return
            event.preventDefault()
            act()
          }}
        >
          <Dialog.Title className="unseen">Commands</Dialog.Title>
          <Command
            key={clearing === undefined ? 'all' : 'clearing'}
            label="Commands"
            loop
            filter={(value, sought, words = []) => rank(sought, value, words)}
          >
            <Command.Input
              className={styles.input ?? ''}
              placeholder={clearing === undefined ? 'A demo, a page, or what to do' : 'Sure?'}
              value={search}
              onValueChange={setSearch}
              autoFocus
            />
            <Command.List className={styles.list ?? ''}>
              <Command.Empty className={styles.empty ?? ''}>Nothing here is called “{search}”.</Command.Empty>
              {[...groups].map(([group, commands]) => (
                <Command.Group key={group} heading={group} className={styles.group ?? ''}>
                  {commands.map((entry) => (
                    <Command.Item
                      key={entry.id}
                      className={styles.item ?? ''}
                      value={`${entry.title}`}
                      keywords={[...entry.words]}
                      onSelect={() => (asks(entry) ? entry.act() : choose(entry.act))}
                    >
                      <span>{entry.title}</span>
                      {entry.keys !== undefined && <kbd className={styles.keys}>{entry.keys}</kbd>}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )

  function clearEntries(demo: DemoCard | undefined, back: () => void): Entry[] {
    const what = demo === undefined ? 'all demos' : demo.title
    const group = `Every run of ${what} that is kept in this browser`
    return [
      { id: 'keep', group, title: 'Keep them', words: [], act: back },
      {
        id: 'delete',
        group,
        title: 'Delete them; that cannot be undone',
        words: [],
        act: () => void history.clear(demo?.id),
      },
    ]
  }
}
