import * as ort from 'onnxruntime-web'
import { Interface, Textbox } from 'sublet'

const session = await ort.InferenceSession.create('models/broken-off/onnx/model.onnx')

export default Interface({
  title: 'broken-off',
  inputs: [],
  outputs: [Textbox()],
  fn: () => session.inputNames[0],
})
