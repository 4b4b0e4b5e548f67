import { pipeline, RawImage } from '@huggingface/transformers'
import { Dataframe, GPU, Image, Interface, Slider } from 'sublet'

const adapter = await navigator.gpu?.requestAdapter()
const detector = await pipeline('object-detection', 'onnx-community/rfdetr_medium-ONNX', {
  device: adapter ? 'webgpu' : 'wasm',
  dtype: 'fp32',
})

const detect = GPU({ duration: 15 }, async ({ data, width, height }: ImageData, threshold: number) =>
  detector(new RawImage(data, width, height, 4), { threshold, percentage: true }),
)

export default Interface({
  title: 'What is where',
  inputs: [
    Image({ label: 'Picture' }),
    Slider({ label: 'As sure as', min: 0.1, max: 1, step: 0.05, value: 0.5 }),
  ],
  outputs: [Dataframe({ headers: ['What', 'Score', 'Left', 'Top'] })],
  async fn(image, threshold) {
    const found = await detect(image, threshold)
    return {
      headers: ['What', 'Score', 'Left', 'Top'],
      data: found.map(({ label, score, box }) => [label, score, box.xmin, box.ymin]),
    }
  },
})
