import { Unzip, type UnzipFile, UnzipInflate } from 'fflate'
import { crc32 } from 'hash-wasm'
import { SubletError } from '../../protocol/errors'
import { type Entry, isNoise, MOST_BYTES, MOST_ENTRIES, tooLarge, tooMany, whyLeft } from './sort-out'
import { zipChecksums } from './zip-checksums'

export interface UnzippedEntry extends Entry {
  /** Empty for what is not taken. */
  data: Uint8Array
}

/** As far as it has come. */
interface Unpacking extends Entry {
  parts: Uint8Array[]
  whole: boolean
}

/**
 * Deflate makes at most 1032 bytes of one: a slice of the zip is four megabytes when it is unpacked, and no more than
 * that is over the limit before it is seen.
 */
const SLICE = 4096
/** Of a slice this is done in one go; then the page has its turn. */
const SLICES_AT_ONCE = 32

/**
 * Unpacks what a demo can have of a zip, in slices on this thread: the workers that fflate makes are scripts of `blob:`
 * URLs, which the page's policy refuses. Sizes are checked as declared, and as they come out;
 * what comes out, against its checksum.
 *
 * @throws SubletError `DemoRefused` for too much, for what is no zip, and for one that is damaged or encrypted
 */
export async function unzip(zip: Blob): Promise<UnzippedEntry[]> {
  if (zip.size > MOST_BYTES) throw tooLarge(zip.size, 'The zip and its files')
  const entries: Unpacking[] = []
  let unpacked = 0
  let declared = 0
  let refusal: SubletError | undefined

  const refuse = (file: UnzipFile, error: SubletError): void => {
    refusal ??= error
    file.terminate()
  }

  const reader = new Unzip((file) => {
    if (file.name.endsWith('/')) return
    const entry: Unpacking = { path: file.name, bytes: 0, parts: [], whole: false }
    entries.push(entry)
    if (entries.length > MOST_ENTRIES) return refuse(file, tooMany(entries.length, MOST_ENTRIES))
    if (whyLeft(file.name) !== undefined || isNoise(file.name)) {
      entry.whole = true
      return
    }
    declared += file.originalSize ?? 0
    if (declared > MOST_BYTES) return refuse(file, tooLarge(declared))
    file.ondata = (error, data, final) => {
      if (refusal !== undefined) return
      if (error !== null) return refuse(file, damaged(file.name, error))
      unpacked += data.length
      entry.bytes += data.length
      if (unpacked > MOST_BYTES) return refuse(file, tooLarge(unpacked))
      // The decoder uses its buffer again.
      entry.parts.push(data.slice())
      entry.whole = final
    }
    file.start()
  })
  reader.register(UnzipInflate)

  for (let at = 0; at < zip.size; at += SLICE * SLICES_AT_ONCE) {
    const bytes = new Uint8Array(await zip.slice(at, at + SLICE * SLICES_AT_ONCE).arrayBuffer())
    for (let from = 0; from < bytes.length; from += SLICE) {
      try {
        reader.push(bytes.subarray(from, from + SLICE), at + from + SLICE >= zip.size)
      } catch (thrown) {
        refusal ??= damaged(entries.at(-1)?.path ?? 'the zip', thrown)
      }
      if (refusal !== undefined) throw refusal
    }
  }
  if (entries.length === 0) {
    throw new SubletError('DemoRefused', `What was given is no zip, or an empty one (${zip.size} bytes).`, {
      figures: { bytes: zip.size },
      wayOut: 'Pack the folder of the demo as a .zip, or import the folder itself.',
    })
  }
  const cut = entries.find(({ whole }) => !whole)
  if (cut !== undefined) throw damaged(cut.path, 'it ends too early')
  const checksums = zipChecksums(new Uint8Array(await zip.arrayBuffer()))
  if (checksums === undefined) throw damaged('its end', 'there is no list of its files')
  const unzipped = entries.map(({ path, bytes, parts }) => ({ path, bytes, data: joined(parts, bytes) }))
  for (const { path, data } of unzipped) {
    // Of what is not taken there is nothing to check.
    if (whyLeft(path) !== undefined || isNoise(path)) continue
    if (Number.parseInt(await crc32(data), 16) !== checksums.get(path))
      throw damaged(path, 'its checksum is another')
  }
  return unzipped
}

function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const data = new Uint8Array(bytes)
  let at = 0
  for (const part of parts) {
    data.set(part, at)
    at += part.length
  }
  return data
}

function damaged(path: string, thrown: unknown): SubletError {
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  return new SubletError('DemoRefused', `The zip is damaged or encrypted, at ${path}: ${reason}.`, {
    cause: thrown,
    wayOut: 'Pack the folder anew without a password, or import the folder itself.',
  })
}
