import { areaAverage, type OwnedPixels } from './area-average'
import { contentBounds, growToAspect } from './content-bounds'
import { brightness, type Pixels, type Rect } from './pixels'

export interface Fitting {
  /** [height, width] to scale to; absent: the size stays. */
  shape?: readonly [number, number] | undefined
  mode: 'grey' | 'rgba'
  crop: 'none' | 'content'
}

/** The part of an image that is taken, and the size that it gets. */
export interface Frame {
  from: Rect
  width: number
  height: number
}

/** Undefined when it is to be cut to its content and is blank. */
export function frameOf(image: Pixels, { shape, crop }: Pick<Fitting, 'shape' | 'crop'>): Frame | undefined {
  const whole = { x: 0, y: 0, width: image.width, height: image.height }
  const content = crop === 'content' ? contentBounds(image) : whole
  if (content === undefined) return undefined
  const [height, width] = shape ?? [content.height, content.width]
  return { from: crop === 'content' ? growToAspect(content, width / height) : content, width, height }
}

/** What a handler gets for what was drawn or uploaded. Undefined when it is to be cut to its content and is blank. */
export function fitImage(
  image: Pixels,
  fitting: Fitting,
  frame: Frame | undefined = frameOf(image, fitting),
): OwnedPixels | undefined {
  if (frame === undefined) return undefined
  const scaled = areaAverage(image, frame.from, frame.width, frame.height)
  return fitting.mode === 'grey' ? toGrey(scaled) : scaled
}

export function isBlank(image: Pixels): boolean {
  return contentBounds(image) === undefined
}

/** Red, green and blue become the brightness, opaque. */
function toGrey(image: OwnedPixels): OwnedPixels {
  const data = new Uint8ClampedArray(image.data.length)
  for (let y = 0; y < image.height; y += 1) {
    for (let x = 0; x < image.width; x += 1) {
      const grey = brightness(image, x, y)
      data.set([grey, grey, grey, 255], (y * image.width + x) * 4)
    }
  }
  return { width: image.width, height: image.height, data }
}
