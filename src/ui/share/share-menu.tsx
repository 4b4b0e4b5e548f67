import { DropdownMenu } from 'radix-ui'
import { lazy, Suspense, useId, useRef, useState } from 'react'
import { toWire } from '../../host/types'
import type { Session } from '../demo/session'
import { Button } from '../elements/button'
import menu from '../elements/menu.module.css'
import { saveFile } from '../elements/save-file'
import { showToast } from '../toasts/toasts'
import { LinkNote } from './link-note'
import styles from './share-menu.module.css'
import { useShare } from './use-share'

const ExportDialog = lazy(async () => ({ default: (await import('../export/export-dialog')).ExportDialog }))

/** Ways to give a demo to somebody: a link that holds it, a zip, a site of its own. */
export function ShareMenu({ session }: { session: Session }) {
  const { making, make } = useShare(session)
  const [exporting, setExporting] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const note = useId()
  const made = making.state === 'made' ? making : undefined
  const { card } = session.demo

  const copy = async (url: string) => {
    try {
      await navigator.clipboard.writeText(url)
      showToast(`The link to ${card.title} is copied.`)
    } catch {
      showToast('This browser does not let the page copy. Open the link, and copy it from the address bar.', {
        tone: 'bad',
        action: { label: 'Open', run: () => location.assign(url) },
      })
    }
  }
  const download = async () => {
    if (made === undefined) return
    try {
      const { zipShared } = await import('./zip-shared')
      saveFile(zipShared(card.id, made.demo), `${card.id}.zip`)
    } catch (thrown) {
      const { message, wayOut } = toWire(thrown, 'DemoRefused')
      showToast(`${message} ${wayOut}`, { tone: 'bad' })
    }
  }

  return (
    <>
      <DropdownMenu.Root modal={false} onOpenChange={(open) => open && make()}>
        <DropdownMenu.Trigger ref={trigger} asChild>
          <Button>Share</Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content
          className={`${menu.menu} ${styles.menu}`}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-describedby={note}
        >
          <div id={note} className={styles.note}>
            <LinkNote making={making} />
          </div>
          <DropdownMenu.Item
            className={menu.item}
            disabled={made?.link.fits !== true}
            onSelect={() => made?.link.fits && void copy(made.link.url)}
          >
            Copy link
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={menu.item}
            disabled={made === undefined}
            onSelect={() => void download()}
          >
            Download .zip
          </DropdownMenu.Item>
          <DropdownMenu.Separator className={menu.line} />
          <DropdownMenu.Item className={menu.item} onSelect={() => setExporting(true)}>
            Export as a site…
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      {exporting && (
        <Suspense>
          <ExportDialog
            session={session}
            onClose={() => setExporting(false)}
            onClosed={() => trigger.current?.focus()}
          />
        </Suspense>
      )}
    </>
  )
}
