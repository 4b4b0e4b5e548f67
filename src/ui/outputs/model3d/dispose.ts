import { Line, type Material, Mesh, type Object3D, Points, Texture } from 'three'

/** Frees what an object and its parts hold on the GPU: three never does by itself. */
export function dispose(object: Object3D): void {
  object.traverse((part) => {
    // Splats, and meshes that are drawn many times, have more to free than what is freed below.
    if ('dispose' in part && typeof part.dispose === 'function') part.dispose()
    if (!(part instanceof Mesh || part instanceof Points || part instanceof Line)) return
    part.geometry.dispose()
    const materials: Material[] = Array.isArray(part.material) ? part.material : [part.material]
    for (const material of materials) {
      for (const held of Object.values(material)) if (held instanceof Texture) held.dispose()
      material.dispose()
    }
  })
}
