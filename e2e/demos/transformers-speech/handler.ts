import { pipeline } from '@huggingface/transformers'
import { Audio, GPU, Interface, JSON } from 'sublet'

const transcriber = await pipeline('automatic-speech-recognition', 'tiny/whisper', { device: 'webgpu' })

const transcribe = GPU({ duration: 60 }, (samples: Float32Array) =>
  transcriber(samples, { language: 'en', task: 'transcribe', max_new_tokens: 16 }),
)

export default Interface({
  title: 'Speech',
  inputs: [Audio()],
  outputs: [JSON()],
  fn: ({ channels: [samples = new Float32Array()] }) => transcribe(samples),
})
