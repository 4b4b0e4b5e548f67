/** @throws Error when Sublet and bare ONNX Runtime do not agree on a result, or it is not a result at all */
export function sameValues(ours: unknown, bare: Float32Array | undefined, tolerance = 1e-5): void {
  if (!Array.isArray(ours) || bare === undefined || ours.length !== bare.length || bare.length === 0) {
    throw new Error('Sublet and bare ONNX Runtime gave results of different shapes')
  }
  const largest = bare.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  const off = bare.findIndex((value, index) => !(Math.abs(value - ours[index]) <= tolerance * largest))
  if (largest === 0 || off >= 0)
    throw new Error(`value ${off}: ${ours[off]} here, ${bare[off]} of bare ONNX Runtime`)
}
