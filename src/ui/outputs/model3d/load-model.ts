import { LoadingManager, type Material, Mesh, MeshStandardMaterial, type Object3D, Points } from 'three'
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js'
import { readPly } from './read-ply'

export type LoadedModel =
  | { is: 'model'; object: Object3D; triangles: number; points: number; splat: boolean }
  | { is: 'wrong'; reason: string }

/** Larger ones would be held twice, as a file and on the GPU. */
const MOST_BYTES = 512 * 1024 * 1024
const GLB = 'glTF'
const MOST_METAL = 0.3

/** Reads a `.glb` or `.ply` file, which its first bytes tell, whatever its name. */
export async function loadModel(file: Blob): Promise<LoadedModel> {
  if (file.size === 0) return { is: 'wrong', reason: 'The file is empty.' }
  if (file.size > MOST_BYTES) return { is: 'wrong', reason: 'The file has more than 512 MiB.' }
  const bytes = await file.arrayBuffer()
  const magic = new TextDecoder('latin1').decode(bytes.slice(0, 4))
  if (magic !== GLB && !/^ply\r?\n?/.test(magic))
    return { is: 'wrong', reason: 'The file is neither .glb nor .ply: its first bytes are of another kind.' }
  try {
    const read = magic === GLB ? { object: await readGlb(bytes), splat: false } : readPly(bytes)
    const counts = countOf(read.object)
    if (counts.triangles + counts.points === 0)
      return { is: 'wrong', reason: 'There is nothing to see in the file.' }
    return { is: 'model', ...read, ...counts }
  } catch (thrown) {
    // The readers throw plain errors about damaged files, and about kinds of compression that they do not know.
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    return { is: 'wrong', reason: `The file could not be read: ${why}` }
  }
}

async function readGlb(bytes: ArrayBuffer): Promise<Object3D> {
  const manager = new LoadingManager()
  // A handler has no network, and a file of its making must not lend it the page's: only what is inside is loaded.
  manager.setURLModifier((url) => (url.startsWith('blob:') ? url : 'data:,'))
  const { scene } = await new GLTFLoader(manager).parseAsync(bytes, '')
  scene.traverse((part) => {
    if (part instanceof Mesh) dull(part.material)
  })
  return scene
}

/**
 * Metal shows its surroundings, and here are none: it would be black. Surroundings that are computed take seconds where
 * the GPU is software.
 */
function dull(material: Material | Material[]): void {
  for (const one of Array.isArray(material) ? material : [material])
    if (one instanceof MeshStandardMaterial) one.metalness = Math.min(one.metalness, MOST_METAL)
}

function countOf(object: Object3D): { triangles: number; points: number } {
  let triangles = 0
  let points = 0
  object.traverse((part) => {
    if (part instanceof Points) points += part.geometry.getAttribute('position')?.count ?? 0
    if (!(part instanceof Mesh)) return
    const { geometry } = part
    triangles += Math.floor((geometry.index?.count ?? geometry.getAttribute('position')?.count ?? 0) / 3)
  })
  return { triangles, points }
}
