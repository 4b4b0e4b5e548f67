import type { Endpoint } from '../protocol/endpoint'
import type { CallOptions } from './types'

/** What an attempt draws on: for each output that is a canvas a new one, and null for the others. */
export function canvasesFor({ outputs }: Endpoint, give: CallOptions['canvas']): (OffscreenCanvas | null)[] {
  return outputs.map((spec, index) => {
    if (spec.kind !== 'canvas') return null
    const { width, height } = spec
    return give?.(index, width, height) ?? new OffscreenCanvas(width, height)
  })
}
