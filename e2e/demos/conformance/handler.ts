import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON, Textbox } from 'sublet'

interface Value {
  type: ort.Tensor.Type
  dims: number[]
  data: ort.Tensor.DataType
}

const run = GPU({ duration: 60 }, async (session: ort.InferenceSession, inputs: Record<string, Value>) => {
  const feeds = Object.entries(inputs).map(([name, { type, data, dims }]) => [
    name,
    new ort.Tensor(type, data, dims),
  ])
  const outputs = await session.run(Object.fromEntries(feeds))
  return session.outputNames.map((name) => {
    const { type, dims, data } = outputs[name] as ort.Tensor
    return { name, type, dims: [...dims], data }
  })
})

export default Interface({
  title: 'conformance',
  inputs: [Textbox({ label: 'URL of the model' }), JSON({ label: 'Inputs by name: type, dims, data' })],
  outputs: [JSON({ label: 'Outputs' })],
  fn: async (url, inputs) => run(await ort.InferenceSession.create(url), inputs as Record<string, Value>),
})
