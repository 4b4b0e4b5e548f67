import * as ort from 'onnxruntime-web'
import { GPU, Interface, Number } from 'sublet'

// Each is compiled by itself: enough of them for a GPU to be lost in between.
const sessions: ort.InferenceSession[] = []
for (let made = 0; made < 48; made++) {
  sessions.push(await ort.InferenceSession.create('models/digits/onnx/model.onnx'))
}

const run = GPU({ duration: 30 }, async (at: number) => {
  const { logits } = await sessions[at].run({
    pixels: new ort.Tensor('float32', new Float32Array(64), [1, 1, 8, 8]),
  })
  return (logits.data as Float32Array).length
})

export default Interface({
  title: 'lost-attach',
  inputs: [Number({ label: 'Session' })],
  outputs: [Number({ label: 'Classes' })],
  fn: run,
})
