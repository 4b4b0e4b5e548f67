import { SubletError } from '../protocol/errors'
import type { StagedModel } from '../protocol/model'
import type { Buffers } from './download/buffers'
import { digestBlob } from './integrity/digest-blob'
import { externalLocations, pack } from './onnx/pack'
import type { Part } from './onnx/parts'
import { planWeights } from './onnx/plan'
import { scanFile } from './scan-file'
import { fileDigest, modelDigest } from './store/commit'
import { SEGMENT_BYTES } from './store/segments'
import { createVerdict } from './verdict'

/** A model that a handler has as bytes. */
export interface GivenModel {
  file: Blob
  /** By the name that the graph gives it. */
  externalData: readonly { path: string; data: Blob }[]
}

/** What errors call the model, which has no name. */
const NAME = 'the given bytes'

/**
 * Takes a model apart as staging does, and stores nothing: its files are the Blobs that were given. The digest is the
 * one that the same files have when they are staged.
 * @throws SubletError `ModelCorrupt`, `ModelUnsupported`, or `ModelNotFound` for external data that was not given
 */
export async function packModel(
  { file, externalData }: GivenModel,
  buffers: Buffers,
  signal: AbortSignal,
): Promise<StagedModel> {
  const { judge } = createVerdict()
  const outline = await scanFile(readable(file), (work) => judge(NAME, work))
  const placements = planWeights(outline)
  const files = [{ path: NAME, bytes: file.size, segments: [file] }]
  for (const location of externalLocations(outline, placements)) {
    const given = externalData.find(({ path }) => plainPath(path) === plainPath(location))
    if (given === undefined) throw notGiven(location)
    files.push({ path: location, bytes: given.data.size, segments: [given.data] })
  }
  const {
    skeleton,
    tensors,
    externalData: external,
    inputs,
    outputs,
  } = judge(NAME, () => pack(outline, placements, files))
  const digest = await digestOfBlobs(
    files.flatMap(({ segments }) => segments),
    buffers,
    signal,
  )
  return {
    source: `bytes:${digest}`,
    digest,
    skeleton: new Uint8Array(await skeletonOf(skeleton, files).arrayBuffer()),
    tensors: [...tensors],
    externalData: [...external],
    files,
    inputs: [...inputs],
    outputs: [...outputs],
  }
}

function readable(file: Blob): Parameters<typeof scanFile>[0] {
  return {
    async read(offset, length) {
      if (offset >= file.size) return { chunk: undefined, size: file.size }
      const chunk = new Uint8Array(await file.slice(offset, offset + length).arrayBuffer())
      return { chunk, size: undefined }
    },
  }
}

function skeletonOf(parts: readonly Part[], files: readonly { segments: readonly Blob[] }[]): Blob {
  return new Blob(
    parts.flatMap((part): BlobPart[] => {
      if (part instanceof Uint8Array) return [part]
      const blobs = files[part.file]?.segments ?? []
      return blobs.map((blob) => blob.slice(part.offset, part.offset + part.bytes))
    }),
  )
}

async function digestOfBlobs(blobs: readonly Blob[], buffers: Buffers, signal: AbortSignal): Promise<string> {
  const forget = buffers.keep()
  try {
    const digests: string[] = []
    for (const blob of blobs) {
      const segments: ArrayBuffer[] = []
      for (let at = 0; at < blob.size; at += SEGMENT_BYTES) {
        const { digest } = await digestBlob(blob.slice(at, at + SEGMENT_BYTES), buffers, signal)
        segments.push(digest)
      }
      digests.push(await fileDigest(segments))
    }
    return await modelDigest(digests)
  } finally {
    forget()
  }
}

/** As ONNX Runtime Web compares them. */
function plainPath(path: string): string {
  return path.startsWith('./') ? path.slice(2) : path
}

function notGiven(location: string): SubletError {
  return new SubletError(
    'ModelNotFound',
    `The model keeps weights in '${location}', which was not given with it.`,
    {
      figures: { location },
      wayOut: `Pass it: externalData: [{ path: '${location}', data }], or create the session from the model's URL.`,
    },
  )
}
