import type { ComponentSpec } from '../../host/types'
import { fitImage, isBlank } from '../image/fit-image'
import type { Checked, Draft } from './checked'

type ImageSpec = Extract<ComponentSpec, { kind: 'image' }>

/** The picture as the handler will get it: cut, scaled and grey as its `Image(...)` asks. */
export function checkPicture(spec: ImageSpec, draft: Draft): Checked<ImageData> {
  const sketch = spec.source === 'sketch'
  const missing = sketch ? 'Draw something first' : 'Choose a picture first'
  if (!(draft instanceof ImageData)) return { is: 'missing', reason: missing }
  if (sketch && isBlank(draft)) return { is: 'missing', reason: missing }
  const fitted = fitImage(draft, spec)
  if (fitted === undefined)
    return { is: 'wrong', reason: 'The picture is black all over: there is no content to cut to' }
  return { is: 'value', value: new ImageData(fitted.data, fitted.width, fitted.height) }
}
