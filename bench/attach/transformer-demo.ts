import type { FixtureDemo } from '../rig/rig'

/** A transformer's weights, 201 MB of float32. */
export const TRANSFORMER: FixtureDemo = { demo: 'bench-attach', model: 'bench/transformer.onnx' }
