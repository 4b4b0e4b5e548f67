import {
  type BufferGeometry,
  Color,
  DoubleSide,
  Float32BufferAttribute,
  Mesh,
  MeshStandardMaterial,
  type Object3D,
  Points,
  PointsMaterial,
} from 'three'
import { PLYLoader } from 'three/examples/jsm/loaders/PLYLoader.js'
import { isSplat, readPlyHeader } from './ply-header'

/** The constant of the first spherical harmonic: 1 / (2 √π). */
const SH_C0 = 0.28209479177387814

/** Meshes with their colours; without faces a cloud of points, which a Gaussian splat is shown as, too. */
export function readPly(bytes: ArrayBuffer): { object: Object3D; splat: boolean } {
  const header = readPlyHeader(bytes)
  if (header === undefined) throw new Error('its header has no end')
  const splat = isSplat(header)
  const loader = new PLYLoader()
  if (splat) loader.setCustomPropertyNameMapping({ dc: ['f_dc_0', 'f_dc_1', 'f_dc_2'] })
  const geometry = loader.parse(bytes)
  if (splat) geometry.setAttribute('color', new Float32BufferAttribute(splatColours(geometry), 3))
  const vertexColors = geometry.hasAttribute('color')
  if (geometry.index !== null) {
    if (!geometry.hasAttribute('normal')) geometry.computeVertexNormals()
    const material = new MeshStandardMaterial({ vertexColors, roughness: 0.7, side: DoubleSide })
    return { object: new Mesh(geometry, material), splat }
  }
  // Of a size on the screen: how large a point is in space the file does not say.
  const material = new PointsMaterial({ vertexColors, size: 2.5, sizeAttenuation: false })
  if (!vertexColors) material.color.set('#8a948e')
  return { object: new Points(geometry, material), splat }
}

function splatColours(geometry: BufferGeometry): Float32Array {
  const dc = geometry.getAttribute('dc')
  const colours = new Float32Array(dc.count * 3)
  const colour = new Color()
  for (let index = 0; index < dc.count; index += 1) {
    const [red, green, blue] = [dc.getX(index), dc.getY(index), dc.getZ(index)].map((item) =>
      Math.min(1, Math.max(0, 0.5 + SH_C0 * item)),
    )
    colour.setRGB(red ?? 0, green ?? 0, blue ?? 0, 'srgb').toArray(colours, index * 3)
  }
  geometry.deleteAttribute('dc')
  return colours
}
