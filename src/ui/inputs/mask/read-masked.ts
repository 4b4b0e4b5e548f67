import type { MaskedDraft } from '../checked'

/** Undefined: no picture with a mask of its size. */
export function readMasked(value: unknown): MaskedDraft | undefined {
  if (typeof value !== 'object' || value === null || !('image' in value) || !('mask' in value))
    return undefined
  const { image, mask } = value
  if (!(image instanceof ImageData)) return undefined
  if (mask === undefined) return { image, mask }
  const fits = mask instanceof ImageData && mask.width === image.width && mask.height === image.height
  return fits ? { image, mask } : undefined
}
