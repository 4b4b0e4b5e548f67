import { demos } from 'virtual:sublet/demos'
import { createApi } from '../../src/host/api'
import { openFrame } from '../../src/host/frame'
import { createHost } from '../../src/host/host'
import { createRunnerFiles } from '../../src/host/runner-files'
import { siteUrl } from '../../src/host/site'
import { spawnBareWorker } from '../bare/bare-worker'
import { sameValues } from '../bare/same-values'
import { alternate, type Samples, timed } from '../harness/page'

const DEMO = 'digits'
const MODEL = 'models/digits/onnx/model.onnx'
const SIDE = 8
const WARM_UP = 20

/**
 * `sublet.predict` of a demo whose model is on the GPU (call, lease, run, settlement) against the same run in a bare
 * worker. Both are timed in the page, from the question to the answer.
 */
export async function measureWarmCall(rounds: number): Promise<Samples> {
  const host = createHost({ demos })
  const api = createApi(host)
  const frame = await openFrame()
  const bare = await spawnBareWorker(frame, createRunnerFiles())
  await bare.ask({ type: 'hold', file: await (await fetch(siteUrl(MODEL))).blob() })
  await bare.ask({ type: 'create' })

  const { image, pixels } = drawing()
  const predict = (): Promise<readonly unknown[]> => api.predict(DEMO, [image])
  const run = (): Promise<Float32Array | undefined> =>
    bare.ask({ type: 'run', input: 'pixels', data: pixels, dims: [1, 1, SIDE, SIDE] })

  const [confidences] = await predict()
  sameValues(confidences, softmax(await run()))
  const sides = { call: () => timed(predict), run: () => timed(run) }
  await alternate(WARM_UP, sides)
  const samples = await alternate(rounds, sides)
  host.close()
  await bare.end()
  frame.close()
  return samples
}

/** A stroke down the middle, as the page's canvas and as the network take it. */
function drawing(): { image: ImageData; pixels: Float32Array<ArrayBuffer> } {
  const image = new ImageData(SIDE, SIDE)
  const pixels = new Float32Array(SIDE * SIDE)
  for (let index = 0; index < pixels.length; index++) {
    const ink = index % SIDE === SIDE / 2 ? 255 : 0
    image.data.set([ink, ink, ink, 255], 4 * index)
    pixels[index] = ink / 255
  }
  return { image, pixels }
}

/** What the demo makes of the logits. */
function softmax(logits: Float32Array | undefined): Float32Array {
  const powers = (logits ?? new Float32Array(0)).map(Math.exp)
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}
