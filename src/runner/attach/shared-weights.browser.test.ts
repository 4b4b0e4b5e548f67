import { expect, test } from 'vitest'
import type { TensorEntry } from '../../protocol/model'
import { createDevice } from '../gpu/device'
import { createMeter } from '../gpu/meter'
import { createAttachments } from './attachments'
import { createSharedWeights } from './shared-weights'

const BYTES = 4096
const tensors: TensorEntry[] = [
  { name: 'w', type: 'float32', dims: [1024], file: 0, offset: 0, bytes: BYTES },
]
const MODEL = {
  digest: 'same',
  tensors,
  files: [{ path: 'model.onnx', bytes: BYTES, segments: [new Blob([new Uint8Array(BYTES)])] }],
}

test('weights come with the sessions that use them, which compile meanwhile; counted, cooled and dropped once', async () => {
  const meter = createMeter()
  meter.limit(1 << 20)
  const device = await createDevice({ lost: () => undefined, uncaptured: () => undefined })
  const attachments = createAttachments(
    () => undefined,
    async () => undefined,
  )
  const shared = createSharedWeights(attachments)
  const [one, two] = [shared.use(MODEL), shared.use(MODEL)]
  expect(attachments.pending()).toBe(BYTES)

  let streamed = 0
  const target = {
    device,
    meter,
    wasm: new Promise<WebAssembly.Module>(() => undefined),
    onBytes: (bytes: number) => {
      streamed += bytes
    },
  }
  // By themselves they wait for nobody, and nobody waits for them.
  await attachments.attachAll(target)
  expect([one.weights.on(device), streamed]).toEqual([undefined, 0])

  await Promise.all([one.weights.attach(target), two.weights.attach(target)])
  expect([streamed, meter.held(), attachments.pending()]).toEqual([BYTES, BYTES, 0])
  await attachments.coolAll()
  expect([meter.held(), attachments.pending()]).toEqual([0, BYTES])
  await two.weights.attach(target)
  await one.end()
  expect(meter.held()).toBe(BYTES)
  await two.end()
  expect([meter.held(), attachments.pending()]).toEqual([0, 0])
  device.destroy()
})
