import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON } from 'sublet'

const session = await ort.InferenceSession.create('models/matmul/model.onnx')

const multiply = GPU({ duration: 5 }, async (a: number[], b: number[]) => {
  const tensorA = new ort.Tensor('float32', Float32Array.from(a), [3, 4])
  const tensorB = new ort.Tensor('float32', Float32Array.from(b), [4, 3])
  const results = await session.run({ a: tensorA, b: tensorB })
  return [...(results.c.data as Float32Array)]
})

export default Interface({
  title: 'Two matrices',
  inputs: [
    JSON({ label: 'a, 3 by 4', value: Array.from({ length: 12 }, (_, at) => at) }),
    JSON({ label: 'b, 4 by 3', value: Array.from({ length: 12 }, (_, at) => 10 * at) }),
  ],
  outputs: [JSON({ label: 'c' })],
  fn: (a, b) => multiply(a as number[], b as number[]),
})
