import type { Checked } from './checked'

export function checkJson(text: string): Checked {
  if (text.trim() === '') return { is: 'missing', reason: 'Enter JSON' }
  try {
    return { is: 'value', value: JSON.parse(text) }
  } catch (thrown) {
    // JSON.parse throws SyntaxError only; its message says where.
    return { is: 'wrong', reason: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}
