import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useRef } from 'react'
import { Button } from '../../elements/button'
import { PictureCanvas } from '../../elements/picture-canvas'
import { savePng } from '../save-png'
import { usePicture } from '../use-picture'
import own from './lightbox.module.css'
import { type GalleryItem, nameOf } from './read-gallery'

interface Props {
  label: string
  items: readonly GalleryItem[]
  at: number
  onMove(to: number): void
  onClose(): void
  /** It is gone, and the focus may go elsewhere: before that it is kept inside. */
  onClosed(at: number): void
}

/** One picture as large as the window, over everything: arrows lead to its neighbours, Escape back. */
export function Lightbox({ label, items, at, onMove, onClose, onClosed }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const item = items[at]
  if (item === undefined) return null
  const name = nameOf(item, at)
  const last = items.length - 1
  const byKey = ({ key }: KeyboardEvent) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[key]
    if (to !== undefined && to >= 0 && to <= last) onMove(to)
  }
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Dialog.Portal>
        <Dialog.Overlay className={own.ground} />
        <Dialog.Content
          className={own.box}
          aria-describedby={undefined}
          onKeyDown={byKey}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            onClosed(at)
          }}
        >
          <header className={own.head}>
            <Dialog.Title className={own.title}>{name}</Dialog.Title>
            <span className={`${own.place} num`} aria-live="polite">
              {at + 1} of {items.length}
            </span>
            <Button
              look="quiet"
              onClick={() => {
                if (canvas.current !== null) savePng(canvas.current, item.caption ?? `${label} ${at + 1}`)
              }}
            >
              Save
            </Button>
            <Dialog.Close asChild>
              <Button look="quiet">Close</Button>
            </Dialog.Close>
          </header>
          <div className={own.stage}>
            <LargePicture key={at} item={item} name={name} handle={canvas} />
          </div>
          <Arrow to="previous" disabled={at === 0} onClick={() => onMove(at - 1)} />
          <Arrow to="next" disabled={at === last} onClick={() => onMove(at + 1)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface ArrowProps {
  to: 'previous' | 'next'
  disabled: boolean
  onClick(): void
}

/** Stays focusable at the end, so that the focus is not lost there. */
function Arrow({ to, disabled, onClick }: ArrowProps) {
  return (
    <button
      type="button"
      className={`${own.arrow} ${own[to]}`}
      aria-label={to === 'previous' ? 'Previous picture' : 'Next picture'}
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) onClick()
      }}
    >
      {to === 'previous' ? '‹' : '›'}
    </button>
  )
}

interface LargeProps {
  item: GalleryItem
  name: string
  handle: { current: HTMLCanvasElement | null }
}

function LargePicture({ item, name, handle }: LargeProps) {
  const picture = usePicture(item.picture)
  switch (picture.is) {
    case 'ready':
      return <PictureCanvas source={picture.source} label={name} handle={handle} />
    case 'decoding':
      return <p className={own.said}>Decoding…</p>
    case 'misfit':
      return <p className={own.said}>No picture that the browser can read.</p>
  }
}
