/**
 * Samples per second, as the header of a WAV, FLAC, Ogg or MP3 file says; undefined where it says nothing that is
 * understood here. `decodeAudioData` converts to the rate that it is given, so that has to be the file's own.
 */
export function sampleRateOf(bytes: Uint8Array<ArrayBuffer>): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const says = (text: string, at: number): boolean =>
    at + text.length <= bytes.length &&
    [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))
  if (says('RIFF', 0) && says('WAVE', 8)) return wavRate(view, says)
  // 20 bits after the sizes of blocks and frames in STREAMINFO, which always comes first.
  if (says('fLaC', 0) && bytes.length > 20) return view.getUint32(18) >>> 12
  if (says('OggS', 0)) return oggRate(view, says)
  return mpegRate(view, says('ID3', 0) ? endOfId3(view) : 0)
}

type Says = (text: string, at: number) => boolean

function wavRate(view: DataView, says: Says): number | undefined {
  for (let at = 12; at + 16 <= view.byteLength; ) {
    if (says('fmt ', at)) return view.getUint32(at + 12, true)
    const bytes = view.getUint32(at + 4, true)
    at += 8 + bytes + (bytes % 2)
  }
  return undefined
}

function oggRate(view: DataView, says: Says): number | undefined {
  if (view.byteLength < 28) return undefined
  const packet = 27 + view.getUint8(26)
  // Opus is decoded at one rate, whatever it was made from.
  if (says('OpusHead', packet)) return 48_000
  return says('vorbis', packet + 1) && packet + 16 <= view.byteLength
    ? view.getUint32(packet + 12, true)
    : undefined
}

/** Its size has seven bits in each byte. */
function endOfId3(view: DataView): number {
  if (view.byteLength < 10) return 0
  return [6, 7, 8, 9].reduce((size, at) => size * 128 + (view.getUint8(at) & 0x7f), 0) + 10
}

/** MPEG 1, by the two bits of the frame header; MPEG 2 has half, MPEG 2.5 a quarter of them. */
const MPEG_RATES = [44_100, 48_000, 32_000]
const MPEG_PARTS: Record<number, number> = { 3: 1, 2: 2, 0: 4 }

function mpegRate(view: DataView, at: number): number | undefined {
  if (at + 4 > view.byteLength) return undefined
  const head = view.getUint32(at)
  // Eleven ones, and a layer.
  if (head >>> 21 !== 0x7ff || ((head >>> 17) & 3) === 0) return undefined
  const rate = MPEG_RATES[(head >>> 10) & 3]
  const parts = MPEG_PARTS[(head >>> 19) & 3]
  return rate === undefined || parts === undefined ? undefined : rate / parts
}
