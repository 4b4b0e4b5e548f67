import { gzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { splatKindOf } from './splat-kind'

const bytesOf = (file: Uint8Array): ArrayBuffer => Uint8Array.from(file).buffer
const text = (words: string) => bytesOf(new TextEncoder().encode(words))

const ply = (format: string, names: string) =>
  text(
    [
      'ply',
      `format ${format} 1.0`,
      'element vertex 1',
      ...names.split(' ').map((name) => `property float ${name}`),
      'end_header',
      '',
    ].join('\n'),
  )
const COLOUR = 'x y z f_dc_0 f_dc_1 f_dc_2 opacity'
const SHAPE = 'scale_0 scale_1 scale_2 rot_0 rot_1 rot_2 rot_3'

/** @param turn the four bytes of the quaternion */
function records(count: number, turn: number[], size = 0.1): ArrayBuffer {
  const bytes = new ArrayBuffer(32 * count)
  const view = new DataView(bytes)
  for (let at = 0; at < bytes.byteLength; at += 32) {
    for (const offset of [12, 16, 20]) view.setFloat32(at + offset, size, true)
    for (const [index, byte] of turn.entries()) view.setUint8(at + 28 + index, byte)
  }
  return bytes
}

function ksplat(numbers: Record<number, number>): ArrayBuffer {
  const bytes = new ArrayBuffer(4096 + 1024)
  const view = new DataView(bytes)
  view.setUint8(1, 1)
  const header = { 4: 1, 8: 1, 12: 10, 16: 10, ...numbers }
  for (const [offset, value] of Object.entries(header)) view.setUint32(Number(offset), value, true)
  return bytes
}

const ngsp = gzipSync(Uint8Array.from([0x4e, 0x47, 0x53, 0x50, 3, 0, 0, 0, 1, 0, 0, 0, 0, 12, 0, 0]))

test.each([
  ['a trained .ply', ply('binary_little_endian', `${COLOUR} ${SHAPE}`), 'ply'],
  [
    'a packed .ply',
    ply('binary_little_endian', 'packed_position packed_rotation packed_scale packed_color'),
    'ply',
  ],
  ['one that is text, which is shown as points', ply('ascii', `${COLOUR} ${SHAPE}`), undefined],
  ['one without sizes, which is too', ply('binary_little_endian', COLOUR), undefined],
  ['a .spz', bytesOf(ngsp), 'spz'],
  ['another gzip', bytesOf(gzipSync(new Uint8Array(1000))), undefined],
  ['a gzip that is damaged', bytesOf(ngsp.map((byte, at) => (at === 11 ? 0xff : byte))), undefined],
  ['a .ksplat', ksplat({}), 'ksplat'],
  ['zeros that are no .ksplat', ksplat({ 4: 0, 8: 0 }), undefined],
  ['one whose sections would not fit in', ksplat({ 4: 2 }), undefined],
  ['a .splat', records(3, [255, 128, 128, 128]), 'splat'],
  ['records that have no direction', records(3, [128, 128, 128, 128]), undefined],
  ['records of a negative size', records(3, [255, 128, 128, 128], -1), undefined],
  ['records that break off', records(3, [255, 128, 128, 128]).slice(0, 80), undefined],
  ['a text of as many letters', text('The keeper looked at the sea.   '.repeat(8)), undefined],
  ['nothing', new ArrayBuffer(0), undefined],
])('%s', (_, bytes, kind) => {
  expect(splatKindOf(bytes)).toBe(kind)
})
