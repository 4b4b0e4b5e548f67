import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON, Textbox } from 'sublet'

const session = await ort.InferenceSession.create('models/bert/model.onnx')
const vocabulary = new Map('[PAD] [UNK] the cat sat on mat'.split(' ').map((word, id) => [word, BigInt(id)]))

const encode = GPU({ duration: 10 }, async (ids: bigint[]) => {
  const dims = [1, ids.length]
  const feeds = {
    input_ids: new ort.Tensor('int64', BigInt64Array.from(ids), dims),
    attention_mask: new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims),
    token_type_ids: new ort.Tensor(
      'int64',
      ids.map(() => 0n),
      dims,
    ),
  }
  const { last_hidden_state } = await session.run(feeds)
  return (last_hidden_state.data as Float32Array).slice(0, 8)
})

export default Interface({
  title: 'Words as 64-bit numbers',
  inputs: [Textbox({ value: 'the cat sat on the mat' })],
  outputs: [JSON()],
  fn: (text) => encode(text.split(' ').map((word) => vocabulary.get(word) ?? 1n)),
})
