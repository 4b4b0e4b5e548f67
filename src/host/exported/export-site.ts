/** Puts a site of one demo together, from the files that this site is made of. */
import { runtime } from 'virtual:sublet/runtime'
import * as v from 'valibot'
import { SubletError } from '../../protocol/errors'
import { createStagingClient } from '../../staging/client'
import { connectWorker } from '../connect'
import type { DemoCard, DemoFile } from '../demo-files'
import { libraryIndexSchema } from '../runner-files'
import { fetchSiteText, siteUrl } from '../site'
import { type DroppedModel, droppedModels } from './dropped'
import { DEMO_FILE, type ExportedDemo, LICENCES } from './format'
import { licencesEntry } from './licences'
import { fetchManifest, type SiteFile } from './manifest'
import { modelsNamed } from './models-named'
import { exportedPage } from './page'
import { publicAddress } from './public-address'
import { spaceReadme } from './readme'
import { type Part, selectParts } from './selection'
import { siteEntry } from './site-entry'
import { writeZip, type ZipEntry, type ZipOptions, type ZipSink } from './zip'

/** The numbers of a zip have 32 bits; some room for what it says of each file. */
const LARGEST_ZIP = 2 ** 32 - 2 ** 24

/** What an export would be made of. */
export interface SiteExport {
  parts: readonly Part[]
  /** Models of this site, by name. */
  models: readonly { name: string; files: readonly SiteFile[] }[]
  dropped: readonly DroppedModel[]
  /** Ids on the Hugging Face hub: the visitors' browsers fetch them there. */
  hub: readonly string[]
  /** Address of this site; undefined where nobody else can open it. */
  address: string | undefined
  /** Bytes of all files, as they are served. @param modelsFrom as for `write` */
  bytes(modelsFrom?: string): number
  /**
   * Writes the zip. Rejects with a `SubletError`, or with the signal's reason.
   * @param modelsFrom the folder of the site whose models it takes; absent: they come along
   */
  write(sink: ZipSink, options: ZipOptions & { modelsFrom?: string | undefined }): Promise<void>
}

/**
 * Finds out what an export of a demo is made of.
 * @param files as they run now
 * @throws SubletError `ExportRefused` with the file, the name or the bytes that stand in its way; `ModelNotFound` for a dropped model that is not there
 */
export async function prepareExport(card: DemoCard, files: readonly DemoFile[]): Promise<SiteExport> {
  const [manifest, index] = await Promise.all([fetchManifest(), fetchSiteText(runtime.libraries.index)])
  const parts = selectParts(manifest.files, files, {
    names: runtime.libraries.names,
    path: runtime.libraries.index,
    index: v.parse(libraryIndexSchema, JSON.parse(index)),
    engine: runtime.ort.specifier,
  })
  const offered = modelFolders(manifest.files)
  const named = modelsNamed(files, card.models, [...offered.keys()])
  const [unknown] = named.unknown
  if (unknown !== undefined) throw cannotName(unknown)
  const models = named.site.map((name) => ({ name, files: offered.get(name) ?? [] }))
  const dropped = await droppedModels(named.dropped, connectStaging)
  const licences = manifest.files.filter(({ path }) => path === LICENCES)
  const address = publicAddress(siteUrl('./'))

  function entriesOf(modelsFrom: string | undefined): ZipEntry[] {
    const { foreign: _, ...kept } = card
    const demo: ExportedDemo = {
      format: 1,
      card: kept,
      files: files.map(({ path, source, code, map }) => ({ path, source, code, map })),
      dropped: Object.fromEntries(dropped.map(({ source, path }) => [source, path])),
      ...(modelsFrom !== undefined && { modelsFrom }),
      ...(address !== undefined && { madeOn: address }),
    }
    const brought = modelsFrom === undefined ? models.flatMap((model) => model.files) : []
    return [
      textEntry('README.md', spaceReadme(card)),
      textEntry('index.html', exportedPage(manifest.page, card, modelsFrom)),
      textEntry(DEMO_FILE, JSON.stringify(demo)),
      ...licences.map((file) => licencesEntry(card, file)),
      ...[...parts.flatMap((part) => part.files), ...brought].map(siteEntry),
      ...dropped.flatMap(({ entries }) => entries),
    ]
  }
  const sum = (entries: readonly ZipEntry[]) => entries.reduce((bytes, entry) => bytes + entry.bytes, 0)

  return {
    parts,
    models,
    dropped,
    hub: named.hub,
    address,
    bytes: (modelsFrom) => sum(entriesOf(modelsFrom)),
    async write(sink, { modelsFrom, ...options }) {
      const entries = entriesOf(modelsFrom)
      const bytes = sum(entries)
      if (bytes > LARGEST_ZIP) throw tooLarge(bytes)
      await writeZip(entries, sink, options)
    },
  }
}

/** Files under `models/`, by folder. */
function modelFolders(files: readonly SiteFile[]): Map<string, SiteFile[]> {
  const folders = new Map<string, SiteFile[]>()
  for (const file of files) {
    if (file.group !== 'models') continue
    const [, name = ''] = file.path.split('/')
    folders.set(name, [...(folders.get(name) ?? []), file])
  }
  return folders
}

/** Of its own: it is closed again when the models are read. */
const connectStaging = () =>
  createStagingClient({ connect: () => connectWorker('staging', reportError), locks: navigator.locks })

function textEntry(path: string, text: string): ZipEntry {
  const content = new Blob([text])
  return { path, bytes: content.size, stored: false, open: async () => content.stream() }
}

function cannotName(name: string): SubletError {
  const message = `The handler puts the name of a dropped model together as it runs (${name}…): which models it needs, its code does not say.`
  return new SubletError('ExportRefused', message, {
    figures: { name },
    wayOut: 'Write each name out in full, local:name.onnx, as a string of its own.',
  })
}

function tooLarge(bytes: number): SubletError {
  return new SubletError('ExportRefused', `The site has ${bytes} bytes; a zip holds ${LARGEST_ZIP}.`, {
    figures: { bytes, allowedBytes: LARGEST_ZIP },
    wayOut: 'Let it take its models from the hub, or from this site.',
  })
}
