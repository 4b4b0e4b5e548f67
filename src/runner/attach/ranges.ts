import type { TensorEntry } from '../../protocol/model'

/** Tensors that lie close together in one file and are read as one stream. */
export interface Run {
  file: number
  /** [start, end) in the file, bytes. */
  start: number
  end: number
  tensors: readonly TensorEntry[]
}

/** Reading over a gap is cheaper than opening a stream, up to about this many bytes. */
const GAP = 64 * 1024

/** Groups a tensor table into as few streams as its gaps allow, in file order. */
export function planRuns(tensors: readonly TensorEntry[]): Run[] {
  const sorted = [...tensors].sort((a, b) => a.file - b.file || a.offset - b.offset)
  const runs: { file: number; start: number; end: number; tensors: TensorEntry[] }[] = []
  for (const tensor of sorted) {
    const last = runs.at(-1)
    const gap = last === undefined ? Number.POSITIVE_INFINITY : tensor.offset - last.end
    if (last !== undefined && last.file === tensor.file && gap >= 0 && gap <= GAP) {
      last.tensors.push(tensor)
      last.end = tensor.offset + tensor.bytes
    } else {
      const { file, offset, bytes } = tensor
      runs.push({ file, start: offset, end: offset + bytes, tensors: [tensor] })
    }
  }
  return runs
}
