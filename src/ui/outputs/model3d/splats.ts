import { SparkRenderer, SplatFileType, SplatMesh } from '@sparkjsdev/spark'
import { Box3, type Camera, type Object3D, type Scene, Vector3, type WebGLRenderer } from 'three'
import type { SplatKind } from './splat-kind'

export interface Splats {
  object: Object3D
  bounds: Box3
  splats: number
}

/** Sorts and draws the splats of a scene. */
export interface SplatPainter {
  /** To be put into the scene. */
  readonly object: Object3D
  /** To be called when the camera or the scene has changed, before it is drawn. */
  prepare(scene: Scene, camera: Camera): void
  close(): void
}

const TYPES: Readonly<Record<SplatKind, SplatFileType>> = {
  ply: SplatFileType.PLY,
  splat: SplatFileType.SPLAT,
  spz: SplatFileType.SPZ,
  ksplat: SplatFileType.KSPLAT,
}

/** Loaded only for files of splats: Spark is larger than all else that shows 3D. Rejects for a damaged file. */
export async function readSplats(bytes: ArrayBuffer, kind: SplatKind): Promise<Splats> {
  // From bytes of a known kind: Spark would fetch what it is given an address of.
  const object = new SplatMesh({
    fileBytes: bytes,
    fileType: TYPES[kind],
    editable: false,
    raycastable: false,
  })
  try {
    await object.initialized
  } catch (thrown) {
    object.dispose()
    throw thrown
  }
  // Programs that train splats have y pointing down; SPZ says itself that it has it up.
  if (kind !== 'spz') object.rotation.x = Math.PI
  object.updateMatrixWorld()
  return { object, bounds: boundsOf(object).applyMatrix4(object.matrixWorld), splats: object.numSplats }
}

const LOOKED_AT = 20_000
/** On each side: a few stray splats, far away, are usual, and would make the rest tiny. */
const STRAY = 0.01

/** Where nearly all of them are. */
function boundsOf(mesh: SplatMesh): Box3 {
  const step = Math.max(1, Math.floor(mesh.numSplats / LOOKED_AT))
  const [xs, ys, zs, sizes]: [number[], number[], number[], number[]] = [[], [], [], []]
  mesh.forEachSplat((index, center, scales) => {
    if (index % step !== 0) return
    xs.push(center.x)
    ys.push(center.y)
    zs.push(center.z)
    sizes.push(Math.max(scales.x, scales.y, scales.z))
  })
  const at = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.round(share * (values.length - 1))] ?? 0
  const corner = (share: number) => new Vector3(at(xs, share), at(ys, share), at(zs, share))
  return new Box3(corner(STRAY), corner(1 - STRAY)).expandByScalar(2 * at(sizes, 0.5))
}

/** @param redraw the splats are in a new order: the same picture is to be drawn again */
export function createSplatPainter(renderer: WebGLRenderer, redraw: () => void): SplatPainter {
  // By hand: what Spark starts by itself while something is drawn, it lets fail where nobody hears it.
  const spark = new SparkRenderer({ renderer, autoUpdate: false, enableLod: false, onDirty: redraw })
  let sorting = false
  let again = false
  let closed = false

  function prepare(scene: Scene, camera: Camera): void {
    again = sorting
    if (sorting || closed) return
    sorting = true
    spark
      .update({ scene, camera })
      // A sort is broken off by the end of it, or with the context, which is drawn anew once it is back.
      .catch((thrown: unknown) => {
        if (!closed && !renderer.getContext().isContextLost()) reportError(thrown)
      })
      .finally(() => {
        sorting = false
        if (again) prepare(scene, camera)
      })
  }

  return {
    object: spark,
    prepare,
    close() {
      if (closed) return
      closed = true
      spark.dispose()
    },
  }
}
