import { Command } from 'cmdk'
import { Dialog } from 'radix-ui'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { DemoCard } from '../../host/types'
import { useFocusBack } from '../elements/use-focus-back'
import { useRooms } from '../host-context'
import { commandList, rank } from './command-list'
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
  /** Done once the palette has closed: what it focuses must not be taken by that. */
  const then = useRef<() => void>(undefined)
  const giveBack = useFocusBack(open)

  const choose = (act: () => void) => {
    then.current = act
    onClose()
  }
  const entries = commandList(host, session, {
    go,
    shortcuts: onShortcuts,
    clearHistory: (demo) => void clearHistory(demo),
  })
  const groups = Map.groupBy(entries, ({ group }) => group)

  return (
    <Dialog.Root open={open} onOpenChange={(on) => !on && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.ground} />
        <Dialog.Content
          className={styles.palette}
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            setSearch('')
            const act = then.current
            then.current = undefined
            giveBack(event)
            act?.()
          }}
        >
          <Dialog.Title className="unseen">Commands</Dialog.Title>
          <Command label="Commands" loop filter={(value, sought, words = []) => rank(sought, value, words)}>
            <Command.Input
              className={styles.input ?? ''}
              placeholder="A demo, a page, or what to do"
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
                      value={entry.title}
                      keywords={[...entry.words]}
                      onSelect={() => choose(entry.act)}
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
}

/** Loaded when it is wanted. */
async function clearHistory(demo: DemoCard | undefined): Promise<void> {
  const [{ clearRuns }, { history }] = await Promise.all([
    import('../history/delete-runs'),
    import('../history/history'),
  ])
  await clearRuns(history, demo)
}
