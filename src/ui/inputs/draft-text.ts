import type { ComponentSpec } from '../../host/types'
import type { Draft } from './checked'

/** What a field shows: what was typed, else the default that the handler declares. */
export function draftText(spec: ComponentSpec, draft: Draft): string {
  if (typeof draft === 'string') return draft
  switch (spec.kind) {
    case 'number':
      return String(spec.value)
    case 'slider':
      return String(spec.value ?? spec.min)
    case 'textbox':
    case 'code':
    case 'color-picker':
      return spec.value
    case 'timer':
      return '0'
    case 'json':
      return spec.value === undefined ? '' : JSON.stringify(spec.value, null, 2)
    case 'image':
    case 'image-slider':
    case 'label':
    case 'checkbox':
    case 'checkbox-group':
    case 'radio':
    case 'dropdown':
    case 'dataframe':
    case 'video':
    case 'audio':
    case 'file':
    case 'canvas':
    case 'chatbot':
    case 'markdown':
    case 'highlighted-text':
    case 'gallery':
    case 'plot':
    case 'model3d':
    case 'button':
    case 'state':
      return ''
  }
}
