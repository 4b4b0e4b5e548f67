/**
 * The most of a visitor's quota, in milliseconds, that one demo of somebody else may spend in a window. Why a quarter:
 * docs/decisions/0013.
 */
export function shareMs(limitMs: number): number {
  return Math.floor(limitMs / 4)
}
