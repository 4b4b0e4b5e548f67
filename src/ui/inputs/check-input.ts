import type { ComponentSpec } from '../../host/types'
import { checkAudio } from './check-audio'
import { checkFile } from './check-file'
import { checkJson } from './check-json'
import { checkNumber } from './check-number'
import { checkPicture } from './check-picture'
import type { Checked, Draft } from './checked'
import { draftText } from './draft-text'

/** From what the visitor gave to what the handler gets, or why not. */
export function checkInput(spec: ComponentSpec, draft: Draft): Checked {
  switch (spec.kind) {
    case 'image':
      return checkPicture(spec, draft)
    case 'number':
    case 'slider':
      return checkNumber(draftText(spec, draft), spec)
    case 'textbox':
      return { is: 'value', value: draftText(spec, draft) }
    case 'json':
      return checkJson(draftText(spec, draft))
    case 'audio':
      return checkAudio(draft)
    case 'file':
      return checkFile(spec, draft)
    case 'label':
      return { is: 'wrong', reason: 'Label(...) shows results; it cannot be an input of a handler' }
    case 'image-slider':
      return {
        is: 'wrong',
        reason: 'ImageSlider(...) shows two pictures; it cannot be an input of a handler',
      }
    case 'canvas':
      return { is: 'wrong', reason: 'Canvas(...) is drawn on; it cannot be an input of a handler' }
    case 'chatbot':
      return { is: 'wrong', reason: 'Chatbot(...) shows a conversation; it cannot be an input of a form' }
    case 'state':
      return { is: 'wrong', reason: 'State(...) is the demo’s own; nobody is asked for it' }
  }
}
