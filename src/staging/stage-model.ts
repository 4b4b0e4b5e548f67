import { aboutModel } from './about'
import type { FileInStore } from './download/file'
import { beginDownload, createJournal } from './journal'
import { externalLocations, pack } from './onnx/pack'
import { planWeights } from './onnx/plan'
import { scanFile } from './scan-file'
import { skeletonBlob } from './skeleton-blob'
import { externalUrl } from './source/external-url'
import { originOf } from './source/origin'
import { type FileTools, type StagedPart, stageFile } from './stage-file'
import type { NewFile } from './store/commit'
import { createTally, type OnProgress } from './tally'
import { createVerdict, type Verdict } from './verdict'

export interface StageOptions extends FileTools {
  source: string
  /** Milliseconds since the epoch. */
  now: () => number
  progress: OnProgress
}

/**
 * One model from its source into the store: download, scan while it comes in, pack, commit. What an earlier attempt
 * has stored is not fetched again. It fails with a `SubletError`; what is stored by then is kept for the next attempt,
 * unless what is in it is to blame.
 */
export async function stageModel(options: StageOptions): Promise<void> {
  const verdict = createVerdict()
  try {
    await stage(options, verdict)
  } catch (cause) {
    await forgetUseless(options, verdict).catch(() => undefined)
    throw cause
  }
}

/** When this fails too the next attempt meets what it left; what went wrong before is what counts. */
async function forgetUseless({ source, store, signal }: StageOptions, { refused }: Verdict): Promise<void> {
  const { files = [] } = (await store.download(source)) ?? {}
  const stored = await Promise.all(files.map(({ id }) => store.storedSegments(id)))
  // Whoever paused it before the first segment finds it paused all the same.
  const empty = stored.flat().length === 0 && !signal.aborted
  if (refused || empty) await store.dropDownload(source)
}

async function stage(options: StageOptions, verdict: Verdict): Promise<void> {
  const { source, store, now, signal } = options
  const { url, path, lasting } = originOf(source)
  const journal = createJournal(store, await beginDownload(source, store, now()))
  const tally = createTally(options.progress)
  const fetchFile = <T>(wanted: { path: string; url: string; read(file: FileInStore): Promise<T> }) =>
    stageFile(options, { ...wanted, journal, judge: verdict.judge, progress: tally.file(wanted.path) })

  const model = await fetchFile({
    path,
    url,
    read: (file) => scanFile(file, (work) => verdict.judge(path, work)),
  })
  const outline = model.read
  const placements = planWeights(outline)
  const parts: StagedPart<unknown>[] = [model]
  for (const location of externalLocations(outline, placements)) {
    if (location === path) continue
    const beside = verdict.judge(path, () => externalUrl(url, location))
    parts.push(await fetchFile({ path: location, url: beside, read: async () => undefined }))
  }
  const files = parts.map((part) => newFile(part, lasting))
  const packed = verdict.judge(path, () => pack(outline, placements, files))
  const skeleton = await skeletonBlob(packed.skeleton, files, store)
  // Removed or paused while the last bytes were stored.
  signal.throwIfAborted()
  await store.commit({
    source,
    skeleton,
    tensors: [...packed.tensors],
    externalData: [...packed.externalData],
    external: packed.attachReason ?? undefined,
    inputs: [...packed.inputs],
    outputs: [...packed.outputs],
    about: aboutModel(outline),
    files,
  })
}

function newFile({ id, path, url, fetched, sha256 }: StagedPart<unknown>, lasting: boolean): NewFile {
  const { bytes, segments, validator } = fetched
  const origin = lasting ? { url, validator } : undefined
  return { id, path, bytes, segments, origin, sha256 }
}
