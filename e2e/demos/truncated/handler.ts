import * as ort from 'onnxruntime-web'
import { Interface, Textbox } from 'sublet'

const session = await ort.InferenceSession.create('models/truncated/onnx/model.onnx')

export default Interface({
  title: 'truncated',
  inputs: [],
  outputs: [Textbox()],
  fn: () => session.inputNames[0],
})
