import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON } from 'sublet'

const session = await ort.InferenceSession.create('models/digits/onnx/model.onnx')

async function read(): Promise<number[]> {
  const { logits } = await session.run({
    pixels: new ort.Tensor('float32', new Float32Array(64), [1, 1, 8, 8]),
  })
  return [...(logits.data as Float32Array)]
}

/** Runs the model until that fails, and shows what it gave while it did not. */
const readOn = GPU({ duration: 60 }, async function* (once: boolean) {
  do yield { logits: await read() }
  while (!once)
})

export default Interface({
  title: 'lost-model',
  inputs: [JSON({ label: 'true: once' })],
  outputs: [JSON()],
  fn: (once) => readOn(once === true),
})
