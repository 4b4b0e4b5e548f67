import { SubletError } from '../protocol/errors'
import { inFile } from './corrupt'
import { download, type Fetch } from './download'
import { externalUrl } from './external-url'
import { externalLocations, type PackedFile, pack } from './onnx/pack'
import type { Part } from './onnx/parts'
import { planWeights } from './onnx/plan'
import { createScanner } from './onnx/scan'
import type { ModelStore } from './store/model-store'
import { createSegmentCutter } from './store/segments'

export interface StageOptions {
  source: string
  fetch: Fetch
  store: ModelStore
  signal: AbortSignal
  /** Bytes stored so far, and of how many as far as the servers have said. */
  progress(loaded: number, total: number | null): void
}

interface StoredFile extends PackedFile {
  segments: number
}

/**
 * One model from the network into the store: download, pack, commit. It fails with a `SubletError`, and then
 * nothing of the model is left.
 */
export async function stageModel(options: StageOptions): Promise<void> {
  const { source, store, signal } = options
  const staging = crypto.randomUUID()
  try {
    const files: StoredFile[] = []
    const report = createProgress(options.progress)
    const scanner = createScanner()
    const name = fileName(source)
    const model = { staging, file: 0, path: name, url: source, report, scan: scanner.push }
    files.push(await fetchFile(options, model))
    const outline = about(name, scanner.end)
    const placements = planWeights(outline)
    for (const location of externalLocations(outline, placements)) {
      if (location === name) continue
      const url = externalUrl(source, location)
      const data = { staging, file: files.length, path: location, url, report, scan: () => undefined }
      files.push(await fetchFile(options, data))
    }
    const { skeleton, tensors, inputs, outputs } = about(name, () => pack(outline, placements, files))
    const blob = await skeletonBlob(skeleton, files, (file) => store.segments(staging, file))
    if (signal.aborted) throw new SubletError('Cancelled', `${source}: the download was stopped.`)
    await store.commit({
      source,
      staging,
      skeleton: blob,
      tensors: [...tensors],
      files,
      inputs: [...inputs],
      outputs: [...outputs],
    })
  } catch (cause) {
    // When that fails too they are orphans, which the next start collects; `cause` is what went wrong.
    await store.discard(staging).catch(() => undefined)
    throw cause
  }
}

interface FileToFetch {
  staging: string
  /** Its index in the model. */
  file: number
  path: string
  url: string
  report: Progress
  /** Sees each chunk before it is stored, and throws at what cannot be a model. */
  scan(chunk: Uint8Array): void
}

async function fetchFile({ fetch, store, signal }: StageOptions, wanted: FileToFetch): Promise<StoredFile> {
  const { staging, file, path, url, report, scan } = wanted
  const cutter = createSegmentCutter((segment) => store.putSegment(staging, file, segment))
  await download({
    url,
    fetch,
    signal,
    announced: report.announce,
    async chunk(bytes) {
      about(path, () => scan(bytes))
      await cutter.push(bytes)
      report.add(bytes.length)
    },
  })
  return { path, ...(await cutter.end()) }
}

/** The packer knows no names: this adds the file to what it throws. */
function about<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw cause instanceof SubletError ? inFile(cause, file) : cause
  }
}

interface Progress {
  announce(total: number | null): void
  add(bytes: number): void
}

/** Sums up the files of a model. The total is unknown as long as that of one of them is. */
function createProgress(progress: StageOptions['progress']): Progress {
  let loaded = 0
  let total: number | null = 0
  return {
    announce(more) {
      total = total === null || more === null ? null : total + more
      progress(loaded, total)
    },
    add(bytes) {
      loaded += bytes
      // A server that hides its encoding announces less than what comes out.
      if (total !== null && loaded > total) total = null
      progress(loaded, total)
    },
  }
}

/** Stretches of stored files stay handles here: a Blob of Blobs holds no bytes in memory. */
async function skeletonBlob(
  parts: readonly Part[],
  files: readonly StoredFile[],
  segmentsOf: (file: number) => Promise<Blob[]>,
): Promise<Blob> {
  const whole = new Map<number, Blob>()
  for (const file of files.keys()) {
    const needed = parts.some((part) => !(part instanceof Uint8Array) && part.file === file)
    if (needed) whole.set(file, new Blob(await segmentsOf(file)))
  }
  const pieces = parts.map((part) => {
    if (part instanceof Uint8Array) return part
    const blob = whole.get(part.file)
    if (blob === undefined) throw new Error(`Assertion: file ${part.file} of ${files.length} is stored`)
    return blob.slice(part.offset, part.offset + part.bytes)
  })
  return new Blob(pieces)
}

function fileName(source: string): string {
  const { pathname } = new URL(source)
  return pathname.slice(pathname.lastIndexOf('/') + 1)
}
