import { gzipSync } from 'fflate'

/** A cloud of splats, red on one side of the middle and green on the other, two units across. */
interface Splat {
  position: [number, number, number]
  red: boolean
}

function cloud(count: number, across: 'x' | 'y'): Splat[] {
  return Array.from({ length: count }, (_, index) => {
    // Without chance: the golden angle spreads them evenly.
    const [u, v] = [(index + 0.5) / count, (index * 0.618034) % 1]
    const [along, aside] = [2 * u - 1, v - 0.5]
    const position: Splat['position'] = across === 'x' ? [along, aside, 0] : [aside, along, 0]
    return { position, red: along < 0 }
  })
}

const SIZE = 0.1
/** Of a splat file a channel is a coefficient of the first spherical harmonic: 0.5 + 0.282 c. */
const [FULL, NONE] = [0.5 / 0.28209479177387814, -0.5 / 0.28209479177387814]

/** As a program that trains splats writes it. @param across where red is on the side of smaller numbers */
export function plySplats(count: number, across: 'x' | 'y' = 'x'): File {
  const dc = [0, 1, 2].map((at) => `f_dc_${at}`)
  const scale = [0, 1, 2].map((at) => `scale_${at}`)
  const turn = [0, 1, 2, 3].map((at) => `rot_${at}`)
  const properties = ['x', 'y', 'z', ...dc, 'opacity', ...scale, ...turn].map(
    (name) => `property float ${name}`,
  )
  const lines = [
    'ply',
    'format binary_little_endian 1.0',
    `element vertex ${count}`,
    ...properties,
    'end_header',
    '',
  ]
  const size = Math.log(SIZE)
  const body = cloud(count, across).flatMap(({ position, red }) => [
    ...[...position, red ? FULL : NONE, red ? NONE : FULL, NONE],
    // The logit of nearly opaque.
    ...[4, size, size, size, 1, 0, 0, 0],
  ])
  return new File([lines.join('\n'), Float32Array.from(body)], 'cloud.ply')
}

/** Records of 32 bytes each. */
export function recordSplats(count: number): Blob {
  const bytes = new ArrayBuffer(32 * count)
  const view = new DataView(bytes)
  for (const [index, { position, red }] of cloud(count, 'x').entries()) {
    for (const [at, value] of [...position, SIZE, SIZE, SIZE].entries())
      view.setFloat32(32 * index + 4 * at, value, true)
    const colour = red ? [255, 0, 0, 250] : [0, 255, 0, 250]
    for (const [at, byte] of [...colour, 255, 128, 128, 128].entries())
      view.setUint8(32 * index + 24 + at, byte)
  }
  return new Blob([bytes])
}

/** Niantic's, version 2: numbers of one kind after another, in gzip. */
export function spzSplats(count: number): Blob {
  const head = new DataView(new ArrayBuffer(16))
  for (const [at, value] of [0x5053474e, 2, count].entries()) head.setUint32(4 * at, value, true)
  const BITS = 12
  head.setUint8(13, BITS)
  const splats = cloud(count, 'x')
  const fixed = (value: number) => {
    const whole = Math.round(value * 2 ** BITS)
    return [whole & 0xff, (whole >> 8) & 0xff, (whole >> 16) & 0xff]
  }
  const channel = (full: boolean) => Math.round(((full ? FULL : NONE) * 0.15 + 0.5) * 255)
  const size = Math.round((Math.log(SIZE) + 10) * 16)
  const body = [
    ...splats.flatMap(({ position }) => position.flatMap(fixed)),
    ...splats.map(() => 250),
    ...splats.flatMap(({ red }) => [channel(red), channel(!red), channel(false)]),
    ...splats.flatMap(() => [size, size, size]),
    ...splats.flatMap(() => [128, 128, 128]),
  ]
  return new Blob([Uint8Array.from(gzipSync(Uint8Array.from([...new Uint8Array(head.buffer), ...body])))])
}

/** Of GaussianSplats3D, version 0.1, not compressed, in one section. */
export function ksplatSplats(count: number): Blob {
  const [HEAD, SECTION, RECORD] = [4096, 1024, 44]
  const bytes = new ArrayBuffer(HEAD + SECTION + RECORD * count)
  const view = new DataView(bytes)
  view.setUint8(1, 1)
  for (const [at, value] of [1, 1, count, count].entries()) view.setUint32(4 + 4 * at, value, true)
  for (const at of [0, 4]) view.setUint32(HEAD + at, count, true)
  view.setUint32(HEAD + 28, RECORD * count, true)
  for (const [index, { position, red }] of cloud(count, 'x').entries()) {
    const at = HEAD + SECTION + RECORD * index
    const floats = [...position, SIZE, SIZE, SIZE, 1, 0, 0, 0]
    for (const [place, value] of floats.entries()) view.setFloat32(at + 4 * place, value, true)
    const colour = red ? [255, 0, 0, 250] : [0, 255, 0, 250]
    for (const [place, byte] of colour.entries()) view.setUint8(at + 40 + place, byte)
  }
  return new Blob([bytes])
}
