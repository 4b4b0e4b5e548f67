import { Interface, Model3D } from 'sublet'

const COUNT = 300
const names = 'x y z f_dc_0 f_dc_1 f_dc_2 opacity scale_0 scale_1 scale_2 rot_0 rot_1 rot_2 rot_3'.split(' ')

/** A disc of splats, pure red and nearly opaque, as programs that train them write it. */
function ply(): File {
  const head = [
    'ply',
    'format binary_little_endian 1.0',
    `element vertex ${COUNT}`,
    ...names.map((name) => `property float ${name}`),
    'end_header',
    '',
  ]
  const body = Array.from({ length: COUNT }, (_, index) => {
    const [radius, angle] = [Math.sqrt(index / COUNT), index * 2.39996]
    const [x, y] = [radius * Math.cos(angle), radius * Math.sin(angle)]
    return [x, y, 0, 1.77, -1.77, -1.77, 4, -2.3, -2.3, -2.3, 1, 0, 0, 0]
  })
  return new File([head.join('\n'), Float32Array.from(body.flat())], 'disc.ply')
}

export default Interface({
  title: 'gaussian',
  inputs: [],
  outputs: [Model3D({ label: 'Disc' })],
  fn: ply,
})
