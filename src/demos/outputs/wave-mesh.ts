/** A wave on water as a PLY file: a square grid of `size` by `size` points, with colours by height. */
export function waveMesh(size: number, waves: number): File {
  const corners: string[] = []
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const x = (column / (size - 1)) * 2 - 1
      const z = (row / (size - 1)) * 2 - 1
      const distance = Math.hypot(x, z)
      const y = 0.25 * Math.cos(distance * waves * Math.PI) * Math.exp(-distance)
      const warm = Math.round(255 * (0.5 + 2 * y))
      corners.push(`${x.toFixed(4)} ${y.toFixed(4)} ${z.toFixed(4)} ${clamp(warm)} 140 ${clamp(255 - warm)}`)
    }
  }
  const faces: string[] = []
  for (let row = 0; row + 1 < size; row += 1) {
    for (let column = 0; column + 1 < size; column += 1) {
      const at = row * size + column
      faces.push(`4 ${at} ${at + size} ${at + size + 1} ${at + 1}`)
    }
  }
  const header = [
    'ply',
    'format ascii 1.0',
    `element vertex ${corners.length}`,
    ...['x', 'y', 'z'].map((name) => `property float ${name}`),
    ...['red', 'green', 'blue'].map((name) => `property uchar ${name}`),
    `element face ${faces.length}`,
    'property list uchar int vertex_indices',
    'end_header',
  ]
  return new File([[...header, ...corners, ...faces, ''].join('\n')], 'wave.ply')
}

function clamp(value: number): number {
  return Math.min(255, Math.max(0, value))
}
