import { InferenceSession, Tensor, type TypedTensor } from 'onnxruntime-web'
import { GPU, Image, Interface } from 'sublet'

const session = await InferenceSession.create('models/blur/model.onnx')

function planes({ data, width, height }: ImageData): TypedTensor<'float32'> {
  const size = width * height
  const values = new Float32Array(3 * size)
  for (let at = 0; at < size; at += 1)
    for (let channel = 0; channel < 3; channel += 1)
      values[channel * size + at] = data[4 * at + channel] / 255
  return new Tensor('float32', values, [1, 3, height, width])
}

const blur = GPU({ duration: 10 }, async (image: ImageData) => {
  const input = planes(image)
  const output = new Tensor('float32', new Float32Array(input.size), input.dims)
  const { y } = await session.run({ x: input }, { y: output })
  const reshaped = y.reshape([1, 3, image.height, image.width])
  return reshaped.toImageData()
})

export default Interface({
  title: 'Blur',
  inputs: [Image({ shape: [256, 256] })],
  outputs: [Image()],
  fn: blur,
})
