import { strFromU8 } from 'fflate'

const END = 0x06054b50
const END_BYTES = 22
const LONGEST_COMMENT = 0xffff
const ENTRY = 0x02014b50
const ENTRY_BYTES = 46
/** Of an entry's flags: its name is UTF-8. */
const UTF8 = 2048

/**
 * CRC-32 of each file of a zip by its name, as the directory at its end lists them (APPNOTE.TXT 4.3.12 and 4.3.16); fflate,
 * which reads a zip from its beginning, looks at none.
 * @returns undefined where there is no directory: the zip is cut, or larger than 4 GB
 */
export function zipChecksums(zip: Uint8Array): ReadonlyMap<string, number> | undefined {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const end = endOf(view)
  if (end === undefined) return undefined
  const found = new Map<string, number>()
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY) return undefined
    const nameBytes = view.getUint16(at + 28, true)
    const name = zip.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes)
    const utf8 = (view.getUint16(at + 8, true) & UTF8) !== 0
    found.set(strFromU8(name, !utf8), view.getUint32(at + 16, true))
    at += ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return found
}

/** Behind it there can only be a comment. */
function endOf(view: DataView): number | undefined {
  const last = view.byteLength - END_BYTES
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === END) return at
  }
  return undefined
}
