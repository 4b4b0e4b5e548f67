import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { cssVariables } from '../css-variables'
import { Misfit } from '../misfit'
import styles from '../outputs.module.css'
import own from './gallery.module.css'
import { nameOf, readGallery } from './read-gallery'
import { Thumbnail } from './thumbnail'

/** Loaded with the first picture that is opened. */
const Lightbox = lazy(async () => ({ default: (await import('./lightbox')).Lightbox }))

interface Props {
  label: string
  columns: number | undefined
  value: unknown
}

/** Pictures in a grid; one that is pressed is shown large. */
export function GalleryOutput({ label, columns, value }: Props) {
  const read = useMemo(() => readGallery(value), [value])
  const [open, setOpen] = useState<number>()
  const tiles = useRef<(HTMLButtonElement | null)[]>([])
  if (!read.ok) return <Misfit {...read} />
  const { items, cut } = read.parsed
  if (items.length === 0) return <p className={styles.none}>No pictures.</p>
  const most = columns === undefined ? {} : cssVariables({ '--columns': String(columns) })
  return (
    <>
      <ul
        className={`${own.grid} ${columns === undefined ? '' : own.counted}`}
        style={most}
        aria-label={label}
      >
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a picture is its place
          <li key={index}>
            <button
              ref={(element) => {
                tiles.current[index] = element
              }}
              type="button"
              className={own.tile}
              aria-label={`${nameOf(item, index)}: show large`}
              aria-haspopup="dialog"
              onClick={() => setOpen(index)}
            >
              <Thumbnail picture={item.picture} />
              {item.caption !== undefined && <span className={own.caption}>{item.caption}</span>}
            </button>
          </li>
        ))}
      </ul>
      {cut > 0 && <p className={styles.none}>{cut} more pictures are not shown.</p>}
      {open !== undefined && (
        <Suspense>
          <Lightbox
            label={label}
            items={items}
            // A later value may have fewer.
            at={Math.min(open, items.length - 1)}
            onMove={setOpen}
            onClose={() => setOpen(undefined)}
            // Where the visitor looked last, which need not be where it was opened.
            onClosed={(at) => tiles.current[at]?.focus()}
          />
        </Suspense>
      )}
    </>
  )
}
