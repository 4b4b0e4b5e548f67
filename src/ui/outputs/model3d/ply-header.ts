export interface PlyHeader {
  /** `ascii`, `binary_little_endian` or `binary_big_endian`. */
  format: string
  /** The names of what each vertex has. */
  properties: string[]
  vertices: number
  faces: number
}

/** Longer headers are none that any program writes. Bytes. */
const LONGEST = 64 * 1024

/** What a PLY file says of itself; undefined for what is no PLY. */
export function readPlyHeader(bytes: ArrayBuffer): PlyHeader | undefined {
  const text = new TextDecoder('latin1').decode(bytes.slice(0, LONGEST))
  const end = text.indexOf('end_header')
  if (!/^ply\r?\n/.test(text) || end < 0) return undefined
  const header: PlyHeader = { format: '', properties: [], vertices: 0, faces: 0 }
  let element = ''
  for (const line of text.slice(0, end).split(/\r?\n/)) {
    const [word, ...rest] = line.trim().split(/\s+/)
    if (word === 'format') header.format = rest[0] ?? ''
    if (word === 'element') {
      element = rest[0] ?? ''
      if (element === 'vertex') header.vertices = Number(rest[1])
      if (element === 'face') header.faces = Number(rest[1])
    }
    if (word === 'property' && element === 'vertex') header.properties.push(rest.at(-1) ?? '')
  }
  return header
}

const SPLAT = ['x', 'y', 'z', 'f_dc_0', 'f_dc_1', 'f_dc_2', 'opacity']
const SHAPE = ['scale_0', 'scale_1', 'scale_2', 'rot_0', 'rot_1', 'rot_2', 'rot_3']
/** As SuperSplat writes it: four numbers for each splat. */
const PACKED = ['packed_position', 'packed_rotation', 'packed_scale', 'packed_color']

/** A Gaussian splat with all that it takes to be shown as one, in the form in which programs write them. */
export function isWholeSplat({ format, properties }: PlyHeader): boolean {
  const has = (names: readonly string[]) => names.every((name) => properties.includes(name))
  return format === 'binary_little_endian' && (has([...SPLAT, ...SHAPE]) || has(PACKED))
}

/** At least a part of a Gaussian splat: its colours are coefficients of spherical harmonics, and each point has a size and a direction. */
export function isSplat({ properties }: PlyHeader): boolean {
  return ['f_dc_0', 'f_dc_1', 'f_dc_2'].every((name) => properties.includes(name))
}
