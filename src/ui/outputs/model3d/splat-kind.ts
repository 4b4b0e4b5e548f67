import { Gunzip } from 'fflate'
import { isWholeSplat, readPlyHeader } from './ply-header'

/** Files of Gaussian splats, as they are told by what is in them. */
export type SplatKind = 'ply' | 'splat' | 'spz' | 'ksplat'

/** Undefined: no splats, or none of a form that can be shown as such. */
export function splatKindOf(bytes: ArrayBuffer): SplatKind | undefined {
  const header = readPlyHeader(bytes)
  if (header !== undefined) return isWholeSplat(header) ? 'ply' : undefined
  if (isSpz(bytes)) return 'spz'
  if (isKsplat(bytes)) return 'ksplat'
  return isRecords(bytes) ? 'splat' : undefined
}

const GZIP = 0x8b1f
const NGSP = 0x5053474e

/** Niantic's: gzip around a header that begins with `NGSP`. */
function isSpz(bytes: ArrayBuffer): boolean {
  if (bytes.byteLength < 18 || new DataView(bytes).getUint16(0, true) !== GZIP) return false
  let start: Uint8Array = new Uint8Array()
  const gunzip = new Gunzip((chunk) => {
    if (start.length === 0) start = chunk
  })
  try {
    gunzip.push(new Uint8Array(bytes, 0, Math.min(bytes.byteLength, 4096)))
  } catch {
    // Damaged, or no gzip at all.
    return false
  }
  return start.length >= 4 && new DataView(start.buffer, start.byteOffset).getUint32(0, true) === NGSP
}

const KSPLAT = { header: 4096, section: 1024, levels: 3 }

/** Of GaussianSplats3D, version 0.1: it has no magic number, but a header whose numbers agree with each other. */
function isKsplat(bytes: ArrayBuffer): boolean {
  if (bytes.byteLength < KSPLAT.header) return false
  const view = new DataView(bytes)
  const at = (offset: number) => view.getUint32(offset, true)
  const [mostSections, sections, mostSplats, splats] = [at(4), at(8), at(12), at(16)]
  return (
    view.getUint8(0) === 0 &&
    view.getUint8(1) === 1 &&
    sections > 0 &&
    sections <= mostSections &&
    splats <= mostSplats &&
    view.getUint16(20, true) < KSPLAT.levels &&
    bytes.byteLength >= KSPLAT.header + KSPLAT.section * mostSections
  )
}

const RECORD = 32
const LOOKED_AT = 256
const FARTHEST = 1e7

/**
 * `.splat`, which has no header: records of a position and a size (six floats), a colour and a rotation (a quaternion of
 * length 1 in four bytes, 128 for nothing). Hardly anything else has the latter all over.
 */
function isRecords(bytes: ArrayBuffer): boolean {
  const count = bytes.byteLength / RECORD
  if (count === 0 || !Number.isInteger(count)) return false
  const view = new DataView(bytes)
  const step = Math.max(1, Math.floor(count / LOOKED_AT))
  for (let index = 0; index < count; index += step) if (!isRecord(view, index * RECORD)) return false
  return true
}

function isRecord(view: DataView, at: number): boolean {
  const floats = [0, 4, 8, 12, 16, 20].map((offset) => view.getFloat32(at + offset, true))
  const turn = [28, 29, 30, 31].map((offset) => (view.getUint8(at + offset) - 128) / 128)
  const length = Math.hypot(...turn)
  return (
    floats.every((item) => Math.abs(item) < FARTHEST) &&
    floats.slice(3).every((size) => size >= 0) &&
    length > 0.9 &&
    length < 1.1
  )
}
