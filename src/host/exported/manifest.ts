import * as v from 'valibot'
import { SubletError } from '../../protocol/errors'
import { siteUrl } from '../site'

const MANIFEST = 'site-files.json'

/** What the built site is made of, as tools/vite/site-files.ts writes it. */
const manifestSchema = v.object({
  /** `index.html`, for another host. */
  page: v.string(),
  files: v.array(
    v.object({
      /** Relative to the page. */
      path: v.pipe(v.string(), v.nonEmpty()),
      bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
      group: v.picklist([
        'page',
        'viewer3d',
        'editor',
        'demos',
        'rooms',
        'runner',
        'engine',
        'libraries',
        'models',
        'icons',
        'offline',
        'licences',
      ]),
    }),
  ),
})
export type Manifest = v.InferOutput<typeof manifestSchema>
export type SiteFile = Manifest['files'][number]

/** @throws SubletError `ExportRefused` where there is none, as on a page that is not built */
export async function fetchManifest(): Promise<Manifest> {
  let answer: unknown
  try {
    const response = await fetch(siteUrl(MANIFEST), { cache: 'no-cache' })
    if (response.ok) answer = await response.json()
  } catch (cause) {
    throw notTold('could not be read', cause)
  }
  const manifest = v.safeParse(manifestSchema, answer)
  if (manifest.success) return manifest.output
  throw notTold(answer === undefined ? 'is not there' : 'is no list of files', manifest.issues)
}

function notTold(why: string, cause: unknown): SubletError {
  return new SubletError('ExportRefused', `${MANIFEST}, which says what this site is made of, ${why}.`, {
    cause,
    figures: { path: MANIFEST },
    wayOut: 'Check the connection and try again. A site that is being developed has to be built first.',
  })
}
