import { env, pipeline } from '@huggingface/transformers'
import { Interface, JSON } from 'sublet'

env.remoteHost = 'https://anywhere.example/'
env.remotePathTemplate = '{model}/{revision}/'
env.cacheDir = '/tmp'
env.useFSCache = true
if (env.backends.onnx.wasm) env.backends.onnx.wasm.wasmPaths = 'https://anywhere.example/ort/'

const extractor = await pipeline('feature-extraction', 'tiny/minilm')

export default Interface({
  title: 'Settings',
  inputs: [JSON({ label: 'Texts' })],
  outputs: [JSON()],
  async fn(texts) {
    const { dims, data } = await extractor(texts as string[], { pooling: 'mean', normalize: true })
    return { dims, data, host: env.remoteHost }
  },
})
