import * as v from 'valibot'
import { SubletError } from '../../protocol/errors'
import { createHost } from '../host'
import { createModels, type ModelLibrary } from '../models'
import { siteUrl, takeModelsFrom } from '../site'
import type { Host } from '../types'
import { type ExportedDemo, exportedDemoSchema } from './format'

export interface ExportedSite {
  host: Host
  /** The one demo. */
  id: string
  /** The page that it was made on; undefined where nobody else can open that. */
  madeOn: string | undefined
}

/**
 * The host of an exported site: one demo, from a file beside the page.
 * @param path of that file
 * @throws SubletError `DemoRefused`
 */
export async function openExportedSite(path: string): Promise<ExportedSite> {
  const { card, files, dropped, modelsFrom, madeOn } = await fetchDemo(path)
  if (modelsFrom !== undefined) takeModelsFrom(modelsFrom)
  const host = createHost({
    demos: [{ card, load: async () => ({ files, texts: [] }) }],
    models: withDropped(createModels(), dropped),
    // The host that it was made on may have a second origin; of this one nobody has told.
    sandboxOrigins: [],
    own: false,
  })
  return { host, id: card.id, madeOn }
}

async function fetchDemo(path: string): Promise<ExportedDemo> {
  let answer: unknown
  try {
    const response = await fetch(siteUrl(path), { cache: 'no-cache' })
    answer = response.ok ? await response.json() : `It answered ${response.status}.`
  } catch (cause) {
    throw unreadable(path, String(cause))
  }
  const demo = v.safeParse(exportedDemoSchema, answer)
  if (demo.success) return demo.output
  throw unreadable(path, typeof answer === 'string' ? answer : v.summarize(demo.issues).slice(0, 1000))
}

/** Models that were dropped into a browser lie here as files. */
function withDropped(models: ModelLibrary, dropped: ExportedDemo['dropped']): ModelLibrary {
  const placed = (model: string): string => {
    const path = Object.hasOwn(dropped, model) ? dropped[model] : undefined
    return path === undefined ? model : siteUrl(path.split('/').map(encodeURIComponent).join('/'))
  }
  return {
    ...models,
    use: (model, ...rest) => models.use(typeof model === 'string' ? placed(model) : model, ...rest),
  }
}

function unreadable(path: string, why: string): SubletError {
  return new SubletError(
    'DemoRefused',
    `${path}, which holds the demo of this site, cannot be read. ${why}`,
    {
      wayOut:
        'Check the connection and reload. If it stays so, the site was not uploaded as it was exported.',
    },
  )
}
