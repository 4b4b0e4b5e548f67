import { formatBytes } from '../format/bytes'
import type { Checked, Draft } from './checked'

/** A handler that reads more at once has no memory for it. */
const MOST_BYTES = 2_000_000_000

/** By its type and size; whether the browser can play it shows in the preview. */
export function checkVideo(draft: Draft): Checked<File> {
  if (!(draft instanceof File)) return { is: 'missing', reason: 'Choose a video first' }
  const { name, type, size } = draft
  if (!type.startsWith('video/')) {
    return { is: 'wrong', reason: `“${name}” is no video${type === '' ? '' : `, but ${type}`}` }
  }
  if (size === 0) return { is: 'wrong', reason: `“${name}” is empty` }
  if (size > MOST_BYTES) {
    return {
      is: 'wrong',
      reason: `“${name}” is ${formatBytes(size)}; ${formatBytes(MOST_BYTES)} is the most`,
    }
  }
  return { is: 'value', value: draft }
}
