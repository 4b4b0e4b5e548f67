import * as v from 'valibot'
import { keptCardSchema } from '../../protocol/card'

/** The file of an exported site that holds its demo, beside its page. */
export const DEMO_FILE = 'demo.json'

/** What a site is built of, as tools/vite/licences.ts writes it: this one and those that it exports. */
export const LICENCES = 'licenses.txt'

const url = v.pipe(v.string(), v.url())

/** What an exported site knows besides the files that it is made of. */
export const exportedDemoSchema = v.object({
  format: v.literal(1),
  card: v.object({ id: v.pipe(v.string(), v.nonEmpty()), ...keptCardSchema.entries }),
  /** As `DemoFile`. */
  files: v.array(v.object({ path: v.string(), source: v.string(), code: v.string(), map: v.string() })),
  /** The folder of the site whose models it takes; absent: they lie in its own `models/`. */
  modelsFrom: v.exactOptional(url),
  /** Models that were dropped into the browser that it was made in: `local:NAME`, and the path where each lies here. */
  dropped: v.record(v.string(), v.string()),
  /** The page that it was made on; absent where nobody else can open that. */
  madeOn: v.exactOptional(url),
})
export type ExportedDemo = v.InferOutput<typeof exportedDemoSchema>
