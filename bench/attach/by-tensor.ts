import { connectWorker } from '../../src/host/connect'
import { siteUrl } from '../../src/host/site'
import { streamWeights } from '../../src/runner/attach/weights'
import { createMeter } from '../../src/runner/gpu/meter'
import { createStagingClient } from '../../src/staging/client'
import type { Samples } from '../harness/page'
import { type LargeSize, largeModel, WEIGHT_BYTES } from '../models/large'
import { expectFiller } from './filler'
import { readBack } from './gpu-reader'
import { megabytesPerSecond } from './speed'

/**
 * Streams a staged model tensor by tensor, as an attach does, reads every byte back from the GPU and frees it before
 * the next: a model that no GPU here would hold. What is timed is the way from the Blobs to the GPU.
 */
export function measureByTensor(size: LargeSize, path: string) {
  return async (rounds: number): Promise<Samples> => {
    const staging = createStagingClient({
      connect: () => connectWorker('staging', reportError),
      locks: navigator.locks,
    })
    const { tensors, files } = await staging.ensure(siteUrl(path))
    const { weightsAt } = largeModel(size)
    if (tensors.length !== weightsAt.length) throw new Error(`${tensors.length} weights were found`)
    const blobs = files.map(({ segments }) => new Blob(segments))
    const device = await openDevice()
    const meter = createMeter()
    // The one before is gone when the next one comes, or this is refused.
    meter.limit(WEIGHT_BYTES)
    const speed: number[] = []

    for (let round = 0; round < rounds; round++) {
      for (const [index, position] of weightsAt.entries()) {
        const name = `w${index}`
        const start = performance.now()
        const buffers = await streamWeights(
          device,
          meter,
          tensors.filter((one) => one.name === name),
          blobs,
          () => undefined,
        )
        await device.queue.onSubmittedWorkDone()
        speed.push(megabytesPerSecond(WEIGHT_BYTES, performance.now() - start))
        const buffer = buffers.get(name)
        if (buffer?.size !== WEIGHT_BYTES) throw new Error(`${name} is not there whole`)
        await readBack(device, buffer, (piece, at) => expectFiller(piece, position + at, name))
        meter.destroyBuffer(buffer)
        await settleFrees(device.queue)
      }
    }
    device.destroy()
    staging.close()
    return { speed }
  }
}

async function openDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter()
  if (adapter === null) throw new Error('there is no WebGPU adapter')
  return adapter.requestDevice()
}

/** Destroyed buffers are freed by later submits (ORT-FACTS 2). */
async function settleFrees(queue: GPUQueue): Promise<void> {
  for (let round = 0; round < 3; round++) {
    queue.submit([])
    await queue.onSubmittedWorkDone()
  }
}
