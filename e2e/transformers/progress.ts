import * as v from 'valibot'

const amount = { loaded: v.number(), total: v.number() }
const eventSchema = v.variant('status', [
  v.object({ status: v.picklist(['initiate', 'download', 'done']), file: v.string() }),
  v.object({ status: v.literal('progress'), file: v.string(), progress: v.number(), ...amount }),
  v.object({
    status: v.literal('progress_total'),
    progress: v.number(),
    ...amount,
    files: v.record(v.string(), v.object(amount)),
  }),
  v.object({ status: v.literal('ready') }),
])
type Event = v.InferOutput<typeof eventSchema>

/** What `progress_callback` told, in words for a test: what is untrue of it, and the files that it told of. */
export interface Told {
  files: string[]
  untrue: string[]
}

/** @param bytes of the files of the repository, by path */
export function readProgress(events: unknown, bytes: Readonly<Record<string, number>>): Told {
  const told = v.parse(v.array(eventSchema), events)
  const files = [...new Set(told.flatMap((event) => ('file' in event ? [event.file] : [])))].sort()
  const untrue = [
    ...files.flatMap((file) => untrueOf(file, told, bytes[file])),
    ...untrueTotals(told, files, bytes),
  ]
  if (told.at(-1)?.status !== 'ready') untrue.push(`it ends with ${told.at(-1)?.status}`)
  return { files, untrue }
}

function untrueOf(file: string, told: readonly Event[], bytes: number | undefined): string[] {
  const own = told.filter((event) => 'file' in event && event.file === file)
  const untrue: string[] = []
  const order = own.map(({ status }) => status).join(' ')
  if (!/^initiate download (progress )+done$/.test(order)) untrue.push(`${file}: ${order}`)
  let before = 0
  for (const event of own) {
    if (event.status !== 'progress') continue
    const { loaded, total, progress } = event
    if (loaded < before || loaded > total) untrue.push(`${file}: ${loaded} of ${total} after ${before}`)
    if (total > 0 && Math.abs(progress - (100 * loaded) / total) > 1e-6) untrue.push(`${file}: ${progress} %`)
    before = loaded
  }
  if (before !== bytes) untrue.push(`${file}: ends with ${before} of ${bytes}`)
  return untrue
}

function untrueTotals(
  told: readonly Event[],
  files: readonly string[],
  bytes: Readonly<Record<string, number>>,
): string[] {
  const totals = told.filter((event) => event.status === 'progress_total')
  const untrue: string[] = []
  let before = 0
  for (const { loaded, total, progress, files: parts } of totals) {
    const sum = (of: 'loaded' | 'total'): number =>
      Object.values(parts).reduce((all, part) => all + part[of], 0)
    if (loaded !== sum('loaded') || total !== sum('total')) untrue.push(`${loaded} of ${total} is no sum`)
    if (loaded < before) untrue.push(`${loaded} after ${before}`)
    if (total > 0 && Math.abs(progress - (100 * loaded) / total) > 1e-6) untrue.push(`in all ${progress} %`)
    before = loaded
  }
  const all = files.reduce((sum, file) => sum + (bytes[file] ?? 0), 0)
  if (before !== all) untrue.push(`in all it ends with ${before} of ${all}`)
  return untrue
}
