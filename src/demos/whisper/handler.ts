import { pipeline } from '@huggingface/transformers'
import { Audio, GPU, Interface, Textbox } from 'sublet'
import { monoAt } from './resample'

/** What Whisper was trained on, in samples a second. */
const RATE = 16_000

// Without a GPU it runs on the CPU.
const adapter = await navigator.gpu?.requestAdapter()
const transcriber = await pipeline('automatic-speech-recognition', 'onnx-community/whisper-tiny.en', {
  device: adapter ? 'webgpu' : 'wasm',
  dtype: 'fp32',
})

/** Seconds of a window, and of how much its neighbour has too, at each end. */
const WINDOW = 30
const OVERLAP = 5

/** Seconds that a window takes, however little is said in it: a software adapter is a CPU. */
const each = adapter && !adapter.info.isFallbackAdapter ? 10 : 60

function windowsOf(samples: Float32Array): number {
  const beyond = samples.length / RATE - WINDOW
  return 1 + Math.max(0, Math.ceil(beyond / (WINDOW - 2 * OVERLAP)))
}

const transcribe = GPU(
  { duration: (samples: Float32Array) => 10 + each * windowsOf(samples) },
  async function transcribe(samples: Float32Array) {
    const { text } = await transcriber(samples, { chunk_length_s: WINDOW, stride_length_s: OVERLAP })
    return text.trim()
  },
)

export default Interface({
  title: 'Whisper',
  description: 'Say something in English, or choose a sound file: it is written down, on this computer.',
  inputs: [Audio({ label: 'Speech' })],
  outputs: [Textbox({ label: 'What was said', lines: 6 })],
  // The sound is prepared before the lease: that needs no GPU.
  fn: (sound) => transcribe(monoAt(RATE, sound)),
})
