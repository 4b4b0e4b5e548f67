import { DropdownMenu } from 'radix-ui'
import { useRef, useState } from 'react'
import { type DemoCard, toWire } from '../../host/types'
import menu from '../elements/menu.module.css'
import { saveFile } from '../elements/save-file'
import { useRooms } from '../host-context'
import { openTabs } from '../tabs/open-tabs'
import { close } from '../tabs/tabs'
import { showToast } from '../toasts/toasts'
import { createOwn } from './create-own'
import { copyDraft, renamed } from './drafts'
import styles from './own-demos.module.css'
import { RenameDialog } from './rename-dialog'

/** What can be done with an own demo besides opening it. */
export function OwnMenu({ card }: { card: DemoCard }) {
  const { host } = useRooms()
  const { own } = host
  const [renaming, setRenaming] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)

  const attempt = async (task: () => Promise<void>) => {
    try {
      await task()
    } catch (thrown) {
      const { message, wayOut } = toWire(thrown, 'StorageFull')
      showToast(`${message} ${wayOut}`, { tone: 'bad' })
    }
  }
  /** Its page would show what is no more. */
  const closePage = () => openTabs(host).setState((tabs) => close(tabs, card.id), true)
  const rename = (title: string) =>
    attempt(async () => {
      const demos = await own.open()
      closePage()
      await demos.save(card.id, await renamed(card, await demos.read(card.id), title))
    })
  const duplicate = () =>
    attempt(async () => {
      const demos = await own.open()
      const made = await createOwn(demos, await copyDraft(demos, card))
      showToast(`${made.title} is there.`)
    })
  const download = () =>
    attempt(async () => {
      const [{ zipDemo }, demos] = await Promise.all([import('../../host/own/zip'), own.open()])
      saveFile(zipDemo(card, await demos.read(card.id)), `${card.id}.zip`)
    })
  const remove = () =>
    attempt(async () => {
      closePage()
      const putBack = await (await own.open()).remove(card.id)
      // Where a key that is still held does nothing.
      document.querySelector<HTMLElement>('main input[type=search]')?.focus()
      showToast(`${card.title} is deleted.`, {
        action: { label: 'Undo', run: () => void attempt(putBack) },
      })
    })

  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger ref={trigger} className={styles.more} aria-label={`More of ${card.title}`}>
          <span aria-hidden="true">⋯</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4}>
          <DropdownMenu.Item className={menu.item} onSelect={() => setRenaming(true)}>
            Rename…
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu.item} onSelect={() => void duplicate()}>
            Duplicate
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu.item} onSelect={() => void download()}>
            Download as .zip
          </DropdownMenu.Item>
          <DropdownMenu.Separator className={menu.line} />
          <DropdownMenu.Item className={`${menu.item} ${styles.bad}`} onSelect={() => void remove()}>
            Delete
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      {renaming && (
        <RenameDialog
          title={card.title}
          onRename={(title) => void rename(title)}
          onClose={() => setRenaming(false)}
          onClosed={() => trigger.current?.focus()}
        />
      )}
    </>
  )
}
