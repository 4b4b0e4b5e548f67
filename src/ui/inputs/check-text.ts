import type { Checked } from './checked'

/** Any text will do, and an empty one too, unless the handler has to have one. */
export function checkText({ required }: { required?: boolean | undefined }, text: string): Checked<string> {
  if (required && text.trim() === '') return { is: 'missing', reason: 'Enter something' }
  return { is: 'value', value: text }
}
