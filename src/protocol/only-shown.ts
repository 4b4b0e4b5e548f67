import type { ComponentKind } from './component'

/** Components that nobody fills in: whatever an event gives them is shown. Only a conversation can be taken up again. */
export const ONLY_SHOWN: readonly ComponentKind[] = [
  'image-slider',
  'label',
  'canvas',
  'chatbot',
  'markdown',
  'highlighted-text',
  'gallery',
  'plot',
  'model3d',
]
