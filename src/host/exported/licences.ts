import type { KeptCard } from '../../protocol/card'
import { LICENCES } from './format'
import type { SiteFile } from './manifest'
import { siteEntry } from './site-entry'
import type { ZipEntry } from './zip'

/** The licence of a demo, as its card names it, and before those of what shows it. */
export function licencesEntry(card: Pick<KeptCard, 'title' | 'license'>, served: SiteFile): ZipEntry {
  const own = new TextEncoder().encode(demoLicence(card))
  const rest = siteEntry(served)
  return {
    path: LICENCES,
    bytes: own.length + rest.bytes,
    stored: false,
    async open(signal) {
      const content = await rest.open(signal)
      return content.pipeThrough(
        new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
          start: (out) => out.enqueue(own),
        }),
      )
    },
  }
}

export function demoLicence({ title, license }: Pick<KeptCard, 'title' | 'license'>): string {
  return `The demo: ${title}\nIts licence, as its author names it: ${license}\nA model has a licence of its own, which its card tells.\n\n`
}
