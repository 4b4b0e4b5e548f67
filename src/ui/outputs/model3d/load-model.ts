import {
  Box3,
  LoadingManager,
  type Material,
  Mesh,
  MeshStandardMaterial,
  type Object3D,
  Points,
  type WebGLRenderer,
} from 'three'
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js'
import { readPly } from './read-ply'
import { splatKindOf } from './splat-kind'
import type { SplatPainter } from './splats'

export interface Model {
  object: Object3D
  /** What is to be seen at first. */
  bounds: Box3
  triangles: number
  points: number
  splats: number
  /** Splats that are shown as points. */
  reduced: boolean
  /** Of splats only: three cannot draw them by itself. */
  createPainter?: (renderer: WebGLRenderer, redraw: () => void) => SplatPainter
}

export type LoadedModel = ({ is: 'model' } & Model) | { is: 'wrong'; reason: string }

/** Larger ones would be held twice, as a file and on the GPU. */
const MOST_BYTES = 512 * 1024 * 1024
const GLB = 'glTF'
const MOST_METAL = 0.3

/** Reads a file of a mesh, of points or of splats. Its bytes tell which, whatever its name. */
export async function loadModel(file: Blob): Promise<LoadedModel> {
  if (file.size === 0) return { is: 'wrong', reason: 'The file is empty.' }
  if (file.size > MOST_BYTES) return { is: 'wrong', reason: 'The file has more than 512 MiB.' }
  try {
    const model = await read(await file.arrayBuffer())
    if (model === undefined)
      return {
        is: 'wrong',
        reason: 'The file is neither .glb, .ply, .splat, .spz nor .ksplat: its bytes are of another kind.',
      }
    if (model.triangles + model.points + model.splats === 0)
      return { is: 'wrong', reason: 'There is nothing to see in the file.' }
    return { is: 'model', ...model }
  } catch (thrown) {
    // The readers throw plain errors about damaged files, and about kinds of compression that they do not know.
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    return { is: 'wrong', reason: `The file could not be read: ${why}` }
  }
}

async function read(bytes: ArrayBuffer): Promise<Model | undefined> {
  const magic = new TextDecoder('latin1').decode(bytes.slice(0, 4))
  if (magic === GLB) return withCounts(await readGlb(bytes), false)
  const kind = splatKindOf(bytes)
  if (kind !== undefined) {
    const { readSplats, createSplatPainter } = await import('./splats')
    const counts = { triangles: 0, points: 0, reduced: false }
    return { ...(await readSplats(bytes, kind)), ...counts, createPainter: createSplatPainter }
  }
  if (!/^ply\r?\n?/.test(magic)) return undefined
  const { object, splat } = readPly(bytes)
  return withCounts(object, splat)
}

function withCounts(object: Object3D, reduced: boolean): Model {
  return { object, bounds: new Box3().setFromObject(object), ...countOf(object), splats: 0, reduced }
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
