import type { ComponentSpec } from '../../host/types'
import type { OwnedPixels } from '../image/area-average'
import { fitImage, frameOf, isBlank } from '../image/fit-image'
import { type Checked, type Draft, maskedOf } from './checked'
import { fitMask } from './mask/mask-pixels'

type ImageSpec = Extract<ComponentSpec, { kind: 'image' }>

/** What a handler gets of a picture that was painted over. */
export interface MaskedImage {
  image: ImageData
  mask: ImageData
}

const BLACK = 'The picture is black all over: there is no content to cut to'

/** The picture as the handler will get it: cut, scaled and grey as its `Image(...)` asks. */
export function checkPicture(spec: ImageSpec, draft: Draft): Checked<ImageData | MaskedImage> {
  if (spec.source === 'mask') return checkMasked(spec, draft)
  const sketch = spec.source === 'sketch'
  const missing = sketch ? 'Draw something first' : 'Choose a picture first'
  if (!(draft instanceof ImageData)) return { is: 'missing', reason: missing }
  if (sketch && isBlank(draft)) return { is: 'missing', reason: missing }
  const fitted = fitImage(draft, spec)
  if (fitted === undefined) return { is: 'wrong', reason: BLACK }
  return { is: 'value', value: imageOf(fitted) }
}

/** A mask may be empty where none is required: what there is of the picture is sent all the same. */
function checkMasked(spec: ImageSpec, draft: Draft): Checked<MaskedImage> {
  const masked = maskedOf(draft)
  if (masked === undefined) return { is: 'missing', reason: 'Choose a picture first' }
  const { image, mask } = masked
  if (mask === undefined && spec.required !== false)
    return { is: 'missing', reason: 'Paint over a part of the picture first' }
  const frame = frameOf(image, spec)
  const fitted = fitImage(image, spec, frame)
  if (frame === undefined || fitted === undefined) return { is: 'wrong', reason: BLACK }
  const value = { image: imageOf(fitted), mask: imageOf(fitMask(mask, frame, spec.mode)) }
  return { is: 'value', value }
}

function imageOf({ data, width, height }: OwnedPixels): ImageData {
  return new ImageData(data, width, height)
}
