import { type ProgressInfo, pipeline, RawImage } from '@huggingface/transformers'
import { Gallery, GPU, Interface, JSON, progress, Slider, signal, transfer } from 'sublet'

const seen: string[] = []
const onProgress = (info: ProgressInfo) => {
  if (info.status === 'done') seen.push(info.file)
}
const estimator = await pipeline('depth-estimation', 'onnx-community/depth-anything-v2-small', {
  progress_callback: onProgress,
})

function noise(seed: number): ImageData {
  const data = Uint8ClampedArray.from({ length: 4 * 64 * 64 }, (_, at) => (at * seed * 7919) % 256)
  return new ImageData(data, 64, 64)
}

const many = GPU(
  { duration: (pictures: ImageData[]) => 5 + pictures.length },
  async function* many(pictures: ImageData[]) {
    const done: ImageData[] = []
    for (const [at, { data, width, height }] of pictures.entries()) {
      signal().throwIfAborted()
      progress(at / pictures.length, `${at} of ${pictures.length}`)
      const { depth } = await estimator(new RawImage(data, width, height, 4))
      done.push(new ImageData(new Uint8ClampedArray(depth.rgba().data), depth.width, depth.height))
      yield done
    }
  },
)

export default Interface({
  title: 'One after the other',
  inputs: [Slider({ label: 'Pictures', min: 1, max: 8, step: 1, value: 3 })],
  outputs: [Gallery(), JSON({ label: 'Files' })],
  async *fn(count) {
    const pictures = Array.from({ length: count }, (_, at) => noise(at + 1))
    for await (const done of many(pictures)) yield [transfer([...done]), seen] as const
  },
})
