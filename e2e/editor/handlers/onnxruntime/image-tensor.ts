import * as ort from 'onnxruntime-web'
import { GPU, Image, Interface } from 'sublet'

const session = await ort.InferenceSession.create('models/mosaic/model.onnx', {
  executionProviders: ['webgpu', 'wasm'],
})

const paint = GPU({ duration: 20 }, async (picture: ImageData) => {
  const input = await ort.Tensor.fromImage(picture, {
    tensorFormat: 'RGB',
    dataType: 'float32',
    resizedWidth: 224,
    resizedHeight: 224,
    norm: { bias: 0, mean: 1 },
  })
  const { output1 } = await session.run({ input1: input })
  const image = output1.toImageData({ format: 'RGB', norm: { mean: 1, bias: 0 } })
  input.dispose()
  return image
})

export default Interface({
  title: 'A mosaic',
  inputs: [Image({ label: 'Picture', shape: [224, 224] })],
  outputs: [Image({ label: 'In the style of a mosaic' })],
  fn: paint,
})
