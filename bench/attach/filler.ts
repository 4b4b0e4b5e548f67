import { fillerBytes } from '../models/filler-file'
import { SIDE, WEIGHT_BYTES } from '../models/large'

const PIECE = 256 * 1024

/** @throws Error at the first byte that is not the filler of this position of its file */
export function expectFiller(bytes: Uint8Array, position: number, what: string): void {
  for (let from = 0; from < bytes.length; from += PIECE) {
    const length = Math.min(PIECE, bytes.length - from)
    const expected = fillerBytes(position + from, length)
    for (let at = 0; at < length; at++) {
      if (bytes[from + at] !== expected[at]) {
        throw new Error(`${what}: byte ${from + at} is ${bytes[from + at]}, not ${expected[at]}`)
      }
    }
  }
}

/** What ones become, multiplied with the matrices of filler at these positions of a file, one after the other. */
export function multiplyOnes(positions: readonly number[]): Float32Array {
  let x = new Float32Array(SIDE).fill(1)
  const rowBytes = WEIGHT_BYTES / SIDE
  for (const position of positions) {
    // Summed in 64 bits: the expected value is the exact one.
    const y = new Float64Array(SIDE)
    for (let row = 0; row < SIDE; row++) {
      const weights = new Float32Array(fillerBytes(position + row * rowBytes, rowBytes).slice().buffer)
      const factor = x[row] ?? 0
      for (let column = 0; column < SIDE; column++) {
        y[column] = (y[column] ?? 0) + factor * (weights[column] ?? 0)
      }
    }
    x = new Float32Array(y)
  }
  return x
}
