import { SubletError } from '../../protocol/errors'
import type { StagingClient } from '../../staging/client'
import type { ZipEntry } from './zip'

/** Of an exported site. */
const FOLDER = 'models/dropped'

/** A model that was dropped into this browser, and is nowhere else. */
export interface DroppedModel {
  /** `local:PATH` */
  source: string
  /** Where its graph lies in the exported site. */
  path: string
  /** The graph and its data files. */
  entries: readonly ZipEntry[]
}

/** Their bytes, as they are stored. Rejects with `ModelNotFound` for one that this browser has not. */
export async function droppedModels(
  sources: readonly string[],
  connect: () => Pick<StagingClient, 'ensure' | 'close'>,
): Promise<DroppedModel[]> {
  if (sources.length === 0) return []
  const staging = connect()
  try {
    const models: DroppedModel[] = []
    for (const source of sources) models.push(await droppedModel(source, staging))
    return models
  } finally {
    staging.close()
  }
}

async function droppedModel(source: string, staging: Pick<StagingClient, 'ensure'>): Promise<DroppedModel> {
  const [graph, ...data] = (await staging.ensure(source)).files
  if (graph === undefined) throw new SubletError('ModelCorrupt', `${source} has no file.`)
  const path = `${FOLDER}/${source.slice('local:'.length)}`
  // Data files lie as the graph names them, which is from its own folder.
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const files = [
    { ...graph, path },
    ...data.map((file) => ({ ...file, path: `${folder}${decodeURIComponent(file.path)}` })),
  ]
  if (files.some((file) => !isInside(file.path))) {
    throw new SubletError('ModelUnsupported', `${source} has a data file outside its own folder.`, {
      figures: { source },
      wayOut: 'Save the model with its data beside it, and drop it in again.',
    })
  }
  return {
    source,
    path,
    entries: files.map(({ path, bytes, segments }) => ({
      path,
      bytes,
      stored: true,
      open: async () => new Blob(segments).stream(),
    })),
  }
}

function isInside(path: string): boolean {
  return !path.split(/[\\/]/).some((part) => part === '..' || part === '.' || part === '')
}
