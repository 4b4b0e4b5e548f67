import type { Parsed } from '../parsed'

export type Picture = ImageData | ImageBitmap | Blob

export interface GalleryItem {
  picture: Picture
  caption: string | undefined
}

export interface GalleryItems {
  items: GalleryItem[]
  /** So many more were given. */
  cut: number
}

const MOST_PICTURES = 500
const WANTS = 'an array of pictures (ImageData, ImageBitmap or image Blob), or of [picture, caption]'

export function readGallery(value: unknown): Parsed<GalleryItems> {
  if (!Array.isArray(value)) return { ok: false, wants: WANTS, value }
  const given: readonly unknown[] = value
  const items: GalleryItem[] = []
  for (const [index, item] of given.slice(0, MOST_PICTURES).entries()) {
    const [picture, caption]: readonly unknown[] = Array.isArray(item) ? item : [item]
    const at = Array.isArray(item) ? `[${index}][0]` : `[${index}]`
    if (!isPicture(picture)) return { ok: false, wants: WANTS, value: picture, at }
    if (caption !== undefined && typeof caption !== 'string')
      return { ok: false, wants: WANTS, value: caption, at: `[${index}][1]` }
    items.push({ picture, caption: caption === '' ? undefined : caption })
  }
  return { ok: true, parsed: { items, cut: given.length - items.length } }
}

function isPicture(value: unknown): value is Picture {
  return value instanceof ImageData || value instanceof ImageBitmap || value instanceof Blob
}

/** What it is called, to be read out and as a file. */
export function nameOf({ caption }: GalleryItem, index: number): string {
  return caption ?? `Picture ${index + 1}`
}
