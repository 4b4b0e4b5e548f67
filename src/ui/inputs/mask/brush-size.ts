import type { Size } from '../brush/sketch'

/** Of the longer side of the picture. */
export const FIRST_SHARE = 0.06
const LARGEST_SHARE = 0.4

/** The widest brush for a picture, in its pixels. */
export function widestBrush({ width, height }: Size): number {
  return Math.max(2, Math.round(LARGEST_SHARE * Math.max(width, height)))
}

/** @returns pixels of the picture, at least one */
export function brushWidth(share: number, size: Size): number {
  const wanted = Math.round(share * Math.max(size.width, size.height))
  return Math.min(widestBrush(size), Math.max(1, wanted))
}
