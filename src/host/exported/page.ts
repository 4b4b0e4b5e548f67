import type { KeptCard } from '../../protocol/card'
import { DEMO_FILE } from './format'

/**
 * `index.html` of an exported site: this site's, which says what demo it is. No script of its own: the page's policy refuses
 * those that are inline.
 * @param modelsFrom the folder of the site whose models it takes; undefined: its own
 */
export function exportedPage(
  page: string,
  { title, shortDescription }: Pick<KeptCard, 'title' | 'shortDescription'>,
  modelsFrom: string | undefined,
): string {
  const demo = `<meta name="sublet-demo" content="${DEMO_FILE}" />`
  const described = shortDescription === '' ? title : shortDescription
  const made = page
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)}</title>\n    ${demo}`)
    .replace(
      /(<meta name="description" content=")[^"]*/,
      (_, start: string) => `${start}${escaped(described)}`,
    )
    // To be installed it would need a service worker, which would need to know its files.
    .replace(/\s*<link rel="manifest"[^>]*>/, '')
  if (modelsFrom === undefined) return made
  return made.replace('connect-src &#39;self&#39;', (start) => `${start} ${new URL(modelsFrom).origin}`)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
