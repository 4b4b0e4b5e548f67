import { expect, test } from 'vitest'
import { isSplat, readPlyHeader } from './ply-header'

const ply = (...lines: string[]) =>
  new TextEncoder().encode(['ply', 'format ascii 1.0', ...lines, 'end_header', '0 0 0'].join('\n')).buffer

const POINT = ['property float x', 'property float y', 'property float z']

test('a mesh tells its vertices, faces and what a vertex has', () => {
  const header = readPlyHeader(
    ply('element vertex 3', ...POINT, 'element face 1', 'property list uchar int vertex_indices'),
  )
  expect(header).toEqual({ format: 'ascii', properties: ['x', 'y', 'z'], vertices: 3, faces: 1 })
})

test('a splat is told by its colours', () => {
  const dc = ['f_dc_0', 'f_dc_1', 'f_dc_2'].map((name) => `property float ${name}`)
  const splat = readPlyHeader(ply('element vertex 1', ...POINT, ...dc))
  const cloud = readPlyHeader(ply('element vertex 1', ...POINT))
  expect(splat && isSplat(splat)).toBe(true)
  expect(cloud && isSplat(cloud)).toBe(false)
})

test.each([
  ['a text', 'polygon'],
  ['a header without an end', 'ply\nformat ascii 1.0\n'],
  ['nothing', ''],
])('%s is no PLY', (_, text) => {
  expect(readPlyHeader(new TextEncoder().encode(text).buffer)).toBeUndefined()
})
