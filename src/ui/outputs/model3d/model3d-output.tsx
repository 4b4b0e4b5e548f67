import { useMemo } from 'react'
import { Misfit } from '../misfit'
import { ModelFigure } from './model-figure'

/** A file of a mesh, of points or of Gaussian splats, to be turned around. */
export function Model3DOutput({ label, value }: { label: string; value: unknown }) {
  const file = useMemo(() => fileOf(value), [value])
  if (file === undefined)
    return (
      <Misfit wants="a .glb, .ply, .splat, .spz or .ksplat file (File, Blob or ArrayBuffer)" value={value} />
    )
  return <ModelFigure label={label} file={file} />
}

function fileOf(value: unknown): Blob | undefined {
  if (value instanceof Blob) return value
  if (value instanceof ArrayBuffer) return new Blob([value])
  if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer)
    return new Blob([new Uint8Array(value.buffer, value.byteOffset, value.byteLength)])
  return undefined
}
