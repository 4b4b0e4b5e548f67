import { pipeline, WhisperTextStreamer } from '@huggingface/transformers'
import { Audio, type AudioClip, Checkbox, GPU, Interface, JSON, Textbox } from 'sublet'

const RATE = 16_000

const adapter = await navigator.gpu?.requestAdapter()
const transcriber = await pipeline('automatic-speech-recognition', 'onnx-community/whisper-base', {
  device: adapter ? 'webgpu' : 'wasm',
  dtype: { encoder_model: 'fp32', decoder_model_merged: 'q4' },
})

/** Mono, at the rate that Whisper was taught with. */
function resampled({ channels, sampleRate }: AudioClip): Float32Array {
  const [first] = channels
  const length = Math.floor((first.length * RATE) / sampleRate)
  return Float32Array.from({ length }, (_, at) => first[Math.floor((at * sampleRate) / RATE)])
}

const listen = GPU({ duration: 60 }, async (samples: Float32Array, byWord: boolean) => {
  const { text, chunks = [] } = await transcriber(samples, {
    chunk_length_s: 30,
    stride_length_s: 5,
    return_timestamps: byWord ? 'word' : true,
    streamer: new WhisperTextStreamer(transcriber.tokenizer as never, { skip_prompt: true }),
  })
  return { text, chunks }
})

export default Interface({
  title: 'What was said, and when',
  inputs: [Audio({ label: 'Speech' }), Checkbox({ label: 'A time for each word' })],
  outputs: [Textbox({ label: 'Text' }), JSON({ label: 'Times' })],
  async fn(clip, byWord) {
    const { text, chunks } = await listen(resampled(clip), byWord)
    return [text, chunks.map((chunk) => ({ at: chunk.timestamp, said: chunk.text }))]
  },
})
