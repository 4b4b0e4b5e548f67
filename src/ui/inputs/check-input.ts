import type { ComponentSpec } from '../../host/types'
import { checkAudio } from './check-audio'
import { checkDropdown, checkGroup, checkRadio } from './check-choice'
import { checkColor } from './check-color'
import { checkFile } from './check-file'
import { checkJson } from './check-json'
import { checkNumber } from './check-number'
import { checkPicture } from './check-picture'
import { checkText } from './check-text'
import { checkVideo } from './check-video'
import type { Checked, Draft } from './checked'
import { draftText } from './draft-text'
import { checkTable } from './table/check-table'

/** From what the visitor gave to what the handler gets, or why not; null for what need not be given. */
export function checkInput(spec: ComponentSpec, draft: Draft): Checked {
  const checked = checkGiven(spec, draft)
  const optional = 'required' in spec && spec.required === false
  return checked.is === 'missing' && optional ? { is: 'value', value: null } : checked
}

function checkGiven(spec: ComponentSpec, draft: Draft): Checked {
  switch (spec.kind) {
    case 'image':
      return checkPicture(spec, draft)
    case 'number':
    case 'slider':
      return checkNumber(draftText(spec, draft), spec)
    case 'textbox':
    case 'code':
      return checkText(spec, draftText(spec, draft))
    case 'checkbox':
      return { is: 'value', value: typeof draft === 'boolean' ? draft : spec.value }
    case 'checkbox-group':
      return checkGroup(spec, draft)
    case 'radio':
      return checkRadio(spec, draft)
    case 'dropdown':
      return checkDropdown(spec, draft)
    case 'color-picker':
      return checkColor(draftText(spec, draft))
    case 'dataframe':
      return checkTable(spec, draft)
    case 'video':
      return checkVideo(draft)
    case 'json':
      return checkJson(draftText(spec, draft))
    case 'audio':
      return checkAudio(draft)
    case 'file':
      return checkFile(spec, draft)
    case 'button':
      // It is pressed; there is nothing in it to give.
      return { is: 'value', value: null }
    case 'timer':
      return { is: 'value', value: Number(draftText(spec, draft)) }
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
      return {
        is: 'wrong',
        reason: 'Chatbot(...) shows a conversation; only an event of Blocks takes it, from the page',
      }
    case 'markdown':
    case 'highlighted-text':
    case 'gallery':
    case 'plot':
    case 'model3d':
      return { is: 'wrong', reason: `${spec.kind} only shows; it cannot be an input of a handler` }
    case 'state':
      return { is: 'wrong', reason: 'State(...) is the demo’s own; nobody is asked for it' }
  }
}
