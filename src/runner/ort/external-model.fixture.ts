import { expect } from 'vitest'
import { createResidentWeights } from '../attach/resident-weights'
import { testDevice } from '../gpu/device.fixture'
import { createMeter } from '../gpu/meter'
import type { Staged } from '../staged'
import { createModelAttachment } from './model-attachment'

const WIDTH = 64
const COUNT = WIDTH * WIDTH

/** What staging writes for the model of `staging/onnx/external.test.ts` with an inline limit of 1000 bytes. */
const SKELETON = [
  'CAhCBAoAEBE6qQMKJAoBcQoJcXVhbnRpc2VkEgVvbkNwdSINTWF0TXVsSW50ZWdlcgodCgRoYWxmEgRmdWxsIgRDYXN0KgkK',
  'AnRvGAGgAQIKFwoBeAoEZnVsbBIEb25jZSIGTWF0TXVsChkKAXgKBW1vdmVzEgVtb3ZlZCIGTWF0TXVsKk0IQAhAEAJCCXF1',
  'YW50aXNlZGobCghsb2NhdGlvbhIPc3VibGV0LXdlaWdodC0wagsKBm9mZnNldBIBMGoOCgZsZW5ndGgSBDQwOTZwASpICEAI',
  'QBAKQgRoYWxmahsKCGxvY2F0aW9uEg9zdWJsZXQtd2VpZ2h0LTFqCwoGb2Zmc2V0EgEwag4KBmxlbmd0aBIEODE5MnABWhMK',
  'AXESDgoMCAISCAoCCAEKAghAWhMKAXgSDgoMCAESCAoCCAEKAghAWhcKBW1vdmVzEg4KDAgBEggKAghACgIIQGIXCgVvbkNw',
  'dRIOCgwIBhIICgIIAQoCCEBiFgoEb25jZRIOCgwIARIICgIIAQoCCEBiFwoFbW92ZWQSDgoMCAESCAoCCAEKAghAEghleHRl',
  'cm5hbA==',
].join('')

const quantised = Uint8Array.from({ length: COUNT }, (_, at) => (at * 7) % 251)
/** 1, 1.0009765625, 1.001953125, … in float16. */
const halves = Uint16Array.from({ length: COUNT }, (_, at) => 0x3c00 + (at % 97))
const floats = Float32Array.from({ length: COUNT }, (_, at) => Math.sin(at))
const PAD = 24

/** `quantised` runs on the CPU and `half` is computed once: ONNX Runtime reads them; `moves` is streamed. */
function stagedModel(): Staged {
  const file = new Blob([new Uint8Array(PAD), quantised, halves, floats])
  const segments = [file.slice(0, 5000), file.slice(5000)]
  const offset = PAD + 3 * COUNT
  return {
    digest: 'of the fixture',
    skeleton: Uint8Array.from(atob(SKELETON), (letter) => letter.charCodeAt(0)),
    tensors: [{ name: 'moves', type: 'float32', dims: [WIDTH, WIDTH], file: 0, offset, bytes: 4 * COUNT }],
    externalData: [
      { path: 'sublet-weight-0', file: 0, offset: PAD, bytes: COUNT },
      { path: 'sublet-weight-1', file: 0, offset: PAD + COUNT, bytes: 2 * COUNT },
    ],
    files: [{ path: 'model.onnx', bytes: file.size, segments }],
    inputs: [],
    outputs: [],
  }
}

/** x times a matrix of WIDTH columns. */
function product(x: ArrayLike<number>, matrix: (at: number) => number): number[] {
  return Array.from({ length: WIDTH }, (_, column) =>
    Array.from(x).reduce((sum, value, row) => sum + value * matrix(row * WIDTH + column), 0),
  )
}

/** The way of a model with external data through attach, cool and drop, with the ONNX Runtime that is imported. */
export async function expectExternalModelRuns(
  ort: Pick<typeof import('onnxruntime-web/webgpu'), 'Tensor'>,
  wasm: Promise<WebAssembly.Module>,
): Promise<void> {
  const device = await testDevice()
  const meter = createMeter()
  meter.limit(1 << 20)
  // Named by the handler, as Transformers.js does: nothing may go to the network for it.
  const model = stagedModel()
  const weights = createResidentWeights(model)
  const attachment = createModelAttachment(model, weights, {
    externalData: ['https://nowhere.test/model.data'],
  })
  const pending = (): number => attachment.pending() + weights.pending()
  let loaded = 0
  const target = { device, meter, wasm, onBytes: (bytes: number) => (loaded += bytes) }
  expect(pending()).toBe(7 * COUNT)
  await attachment.attach(target)
  expect([loaded, pending()]).toEqual([7 * COUNT, 0])

  const q = quantised.slice(100, 100 + WIDTH)
  const x = floats.slice(100, 100 + WIDTH)
  const expected = {
    onCpu: product(q, (at) => quantised[at] ?? 0),
    once: product(x, (at) => 1 + (at % 97) / 1024),
    moved: product(x, (at) => floats[at] ?? 0),
  }
  async function expectOutputs(): Promise<void> {
    const attached = attachment.attached()
    if (attached === undefined) throw new Error('the model is not attached')
    const outputs = await attached.session.run({
      q: new ort.Tensor('uint8', q, [1, WIDTH]),
      x: new ort.Tensor('float32', x, [1, WIDTH]),
      ...attached.weights,
    })
    for (const [name, values] of Object.entries(expected)) {
      const found = Array.from(outputs[name]?.data ?? [], Number)
      expect(found).toHaveLength(WIDTH)
      for (const [at, value] of values.entries()) expect(found[at]).toBeCloseTo(value, 3)
    }
  }
  await expectOutputs()

  // Cool keeps the session, and in it what the runtime read: only the rest is streamed again.
  await attachment.cool()
  await weights.cool()
  expect(pending()).toBe(4 * COUNT)
  await attachment.attach(target)
  expect(loaded).toBe(11 * COUNT)
  await expectOutputs()
  await attachment.drop(false)
  await weights.drop(false)
  expect([pending(), meter.held()]).toEqual([7 * COUNT, 0])
  device.destroy()
}
