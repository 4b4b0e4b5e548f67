import type { KeptCard } from '../../protocol/card'

/**
 * `index.html` of an exported site, which is this site's exported.html, under the name of the demo.
 * @param modelsFrom the folder of the site whose models it takes; undefined: its own
 */
export function exportedPage(
  page: string,
  { title, shortDescription }: Pick<KeptCard, 'title' | 'shortDescription'>,
  modelsFrom: string | undefined,
): string {
  const described = shortDescription === '' ? title : shortDescription
  const made = page
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)}</title>`)
    .replace(
      /(<meta name="description" content=")[^"]*/,
      (_, start: string) => `${start}${escaped(described)}`,
    )
  if (modelsFrom === undefined) return made
  return made.replace('connect-src &#39;self&#39;', (start) => `${start} ${new URL(modelsFrom).origin}`)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
