/** @throws Error when Sublet's result is not the expected one, such as that of bare ONNX Runtime, or none at all */
export function sameValues(ours: unknown, expected: Float32Array | undefined, tolerance = 1e-5): void {
  if (
    !Array.isArray(ours) ||
    expected === undefined ||
    ours.length !== expected.length ||
    expected.length === 0
  ) {
    throw new Error('the result and the expected one differ in shape')
  }
  const largest = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  const off = expected.findIndex((value, index) => !(Math.abs(value - ours[index]) <= tolerance * largest))
  if (largest === 0 || off >= 0) throw new Error(`value ${off}: ${ours[off]} here, ${expected[off]} expected`)
}
