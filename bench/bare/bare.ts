/**
 * What runs inside a bare worker: ONNX Runtime, Blobs and WebGPU with nothing of Sublet between. Started by the boot
 * code of a runner, so that it is the same kind of worker under the same policy.
 */
import * as ort from 'onnxruntime-web/webgpu'
import { openPort } from '../../src/protocol/port'
import { prepareEngine } from '../../src/runner/ort/engine'
import { receiveRuntime } from '../../src/runner/receive-runtime'
import { type FromBare, type ToBare, toBareSchema } from './bare-protocol'
import { createGpuWriter } from './gpu-writer'
import { readRanges } from './read-ranges'

export function run(endpoint: MessagePort): void {
  const wasm = receiveRuntime()
  const port = openPort<ToBare, FromBare>(endpoint, toBareSchema, {
    message: (message) => void answer(message),
    malformed: (reason) => port.post({ type: 'failed', message: reason }),
  })
  const writer = createGpuWriter()
  let held: Uint8Array | undefined
  let session: ort.InferenceSession | undefined
  port.post({ type: 'ready' })

  async function answer(message: ToBare): Promise<void> {
    try {
      const output = await carryOut(message)
      port.post({ type: 'done', output })
    } catch (error) {
      port.post({ type: 'failed', message: String(error) })
    }
  }

  async function carryOut(message: ToBare): Promise<Float32Array<ArrayBuffer> | undefined> {
    switch (message.type) {
      case 'hold':
        held = new Uint8Array(await message.file.arrayBuffer())
        // Compiling the runtime is no part of making a session, here as in a runner.
        prepareEngine(await wasm)
        return undefined
      case 'create':
        if (held === undefined) throw new Error('no bytes are held')
        session = await ort.InferenceSession.create(held, { executionProviders: ['webgpu'] })
        held = undefined
        return undefined
      case 'run': {
        const { input, data, dims } = message
        if (session === undefined) throw new Error('there is no session')
        const [output] = Object.values(await session.run({ [input]: new ort.Tensor('float32', data, dims) }))
        if (!(output?.data instanceof Float32Array)) throw new Error('the first output is not float32')
        return new Float32Array(output.data)
      }
      case 'read':
        await readRanges(message.file, message.ranges)
        return undefined
      case 'write':
        await writer.write(message.sizes)
        return undefined
      case 'steps':
        for (let step = 0; step < message.count; step++) {
          port.post({ type: 'step', call: '1', outputs: [step] })
        }
        return undefined
      case 'drain':
        await writer.drain()
        return undefined
      case 'free':
        await writer.free()
        return undefined
    }
  }
}
