import type { Checked } from './checked'

/** `#rrggbb` in small letters, of that, of `#rgb`, or of either without its `#`. */
export function checkColor(text: string): Checked<string> {
  const trimmed = text.trim()
  if (trimmed === '') return { is: 'missing', reason: 'Enter a colour, as #0b8f5a' }
  const [, digits] = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(trimmed) ?? []
  if (digits === undefined)
    return { is: 'wrong', reason: `“${trimmed}” is no colour: # and 3 or 6 of 0–9, a–f` }
  const six = digits.length === 6 ? digits : digits.replace(/./g, '$&$&')
  return { is: 'value', value: `#${six.toLowerCase()}` }
}
