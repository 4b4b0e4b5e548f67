import * as ort from 'onnxruntime-web/webgl'
import { Interface, JSON } from 'sublet'

export default Interface({
  title: 'ort-webgl',
  inputs: [],
  outputs: [JSON()],
  fn: () => Object.keys(ort),
})
