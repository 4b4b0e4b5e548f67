import { expect, test } from 'vitest'
import { waveMesh } from './wave-mesh'

test('a grid of nine points has four faces, which name points that are there', async () => {
  const lines = (await waveMesh(3, 2).text()).trimEnd().split('\n')
  const body = lines.slice(lines.indexOf('end_header') + 1)
  expect(lines).toContain('element vertex 9')
  expect(lines).toContain('element face 4')
  expect(body).toHaveLength(13)
  for (const face of body.slice(9)) {
    const [corners, ...points] = face.split(' ').map(Number)
    expect(corners).toBe(4)
    expect(points.every((point) => point >= 0 && point < 9)).toBe(true)
  }
  for (const corner of body.slice(0, 9)) expect(corner).toMatch(/^(-?\d\.\d{4} ){3}\d+ 140 \d+$/)
})
