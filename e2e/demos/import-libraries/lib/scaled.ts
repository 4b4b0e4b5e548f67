import type { Vector3 } from 'three'
import { times } from '../times.js'

/** Imports its neighbours as the handler does. */
export function scaled(vector: Vector3, factor: number): number {
  return times(vector.length(), factor)
}
