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
      return spec.value
    case 'image':
    case 'image-slider':
    case 'label':
    case 'json':
    case 'audio':
    case 'file':
    case 'canvas':
    case 'chatbot':
    case 'state':
      return ''
  }
}
