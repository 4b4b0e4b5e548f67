export interface Frame {
  /** Address of the page that shows the demo alone. */
  address: string
  title: string
  /** As in CSS: a number is pixels. */
  width: string
  height: string
}

/** The address of a demo alone, absolute. @param page the address of any page of this site */
export function embedAddress(page: string, id: string): string {
  const address = new URL(page)
  address.hash = `#/embed/${encodeURIComponent(id)}`
  return address.href
}

/** An `<iframe>` to put into another page. */
export function embedCode({ address, title, width, height }: Frame): string {
  const attributes = [
    ['src', address],
    ['title', title],
    ['width', width],
    ['height', height],
    ['allow', 'camera; microphone; clipboard-read; clipboard-write'],
    ['loading', 'lazy'],
    ['style', 'border: 0'],
  ] as const
  const lines = attributes.map(([name, value]) => `  ${name}="${escapeText(value)}"`)
  return `<iframe\n${lines.join('\n')}\n></iframe>\n`
}

/** What `width` and `height` of an `<iframe>` take: whole pixels, or per cent. Undefined for anything else. */
export function frameLength(text: string): string | undefined {
  const [, length, unit] = /^\s*(\d{1,4})\s*(px|%)?\s*$/i.exec(text) ?? []
  if (length === undefined || Number(length) === 0) return undefined
  return unit === '%' ? `${Number(length)}%` : String(Number(length))
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
