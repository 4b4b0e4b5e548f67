import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { packBytes, scanBytes } from '../../src/staging/fixtures/pack-bytes'
import { rawBytes } from '../../src/staging/onnx/data-type'
import { MODELS, type ModelSpec } from './manifest'

/** Where the packer leaves the bytes of a model's initializers. */
export interface Placed {
  moved: number
  inline: number
  dropped: number
  /** Why large ones stay: bytes by reason; those under 4 KiB are `small`. */
  reasons: Record<string, number>
}

export function placeWeights({ name, data }: ModelSpec): Placed {
  const read = (file: string): Uint8Array => readFileSync(resolve(MODELS, file))
  const model = read(`${name}.onnx`)
  const { placements } = packBytes(model, Object.fromEntries(data.map((file) => [file, read(file)])))
  const placed: Placed = { moved: 0, inline: 0, dropped: 0, reasons: {} }
  for (const { name: tensor, dataType, dims } of scanBytes(model).initializers) {
    const placement = placements.get(tensor)
    const bytes = rawBytes(dataType, dims) ?? 0
    if (placement?.place === 'inline') {
      placed.inline += bytes
      placed.reasons[placement.reason] = (placed.reasons[placement.reason] ?? 0) + bytes
    } else if (placement?.place === 'dropped') placed.dropped += bytes
    else placed.moved += bytes
  }
  return placed
}
