import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from '../elements/button'
import { useFocusBack } from '../elements/use-focus-back'
import styles from './own-demos.module.css'

interface Props {
  title: string
  small?: boolean
  onClose(): void
  /** Where the focus goes then; absent: to where it was. */
  onClosed?: () => void
  children: ReactNode
}

/** A dialog over the page, with its name and a way out. */
export function Frame({ title, small = false, onClose, onClosed, children }: Props) {
  const focusBack = useFocusBack()
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.ground} />
        <Dialog.Content
          className={`${styles.dialog} ${small ? styles.small : ''}`}
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            const { currentTarget: dialog } = event
            const field = dialog instanceof Element && dialog.querySelector('input:not([type=file])')
            if (!(field instanceof HTMLElement)) return
            event.preventDefault()
            field.focus()
          }}
          onCloseAutoFocus={(event) => {
            if (onClosed === undefined) return focusBack(event)
            event.preventDefault()
            onClosed()
          }}
        >
          <div className={styles.head}>
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close asChild>
              <Button look="quiet" aria-label="Close">
                ×
              </Button>
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
