import { brightness, type Pixels, type Rect } from './pixels'

/** The faint edge that smoothing leaves around a stroke is not content. */
const FAINT = 32

/** The smallest rectangle around everything that is brighter than the black ground; undefined when nothing is. */
export function contentBounds(image: Pixels): Rect | undefined {
  let left = image.width
  let right = -1
  let top = image.height
  let bottom = -1
  for (let y = 0; y < image.height; y += 1) {
    for (let x = 0; x < image.width; x += 1) {
      if (brightness(image, x, y) <= FAINT) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  return right < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

/** `rect` grown on two opposite sides to `aspect` (width / height): the content stays whole and centred. */
export function growToAspect(rect: Rect, aspect: number): Rect {
  const width = Math.max(rect.width, rect.height * aspect)
  const height = Math.max(rect.height, rect.width / aspect)
  return { x: rect.x - (width - rect.width) / 2, y: rect.y - (height - rect.height) / 2, width, height }
}
