import { AutoTokenizer, StyleTextToSpeech2Model, Tensor } from '@huggingface/transformers'
import { Audio, File, GPU, Interface, Textbox } from 'sublet'

const MODEL = 'onnx-community/Kokoro-82M-v1.0-ONNX'
const model = await StyleTextToSpeech2Model.from_pretrained(MODEL, { dtype: 'q8' })
const tokenizer = await AutoTokenizer.from_pretrained(MODEL)

const STYLE = 256

const speak = GPU({ duration: 30 }, async (phonemes: string, voice: Float32Array) => {
  const { input_ids } = tokenizer(phonemes, { truncation: true })
  const tokens = Math.min(Math.max((input_ids.dims.at(-1) ?? 2) - 2, 0), 509)
  const { waveform } = await model({
    input_ids,
    style: new Tensor('float32', voice.slice(tokens * STYLE, (tokens + 1) * STYLE), [1, STYLE]),
    speed: new Tensor('float32', [1], [1]),
  })
  return Float32Array.from(waveform.data as Float32Array)
})

export default Interface({
  title: 'A voice from a file',
  inputs: [Textbox({ label: 'Phonemes' }), File({ label: 'Voice', accept: ['.bin'] })],
  outputs: [Audio()],
  async fn(phonemes, voice) {
    const samples = await speak(phonemes, new Float32Array(await voice.arrayBuffer()))
    return { sampleRate: 24_000, channels: [samples] }
  },
})
