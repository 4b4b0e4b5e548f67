import type { ComponentKind } from './component'

/** Components that nobody fills in: whatever an event gives them is shown, and there is nothing in them that one could take. */
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
