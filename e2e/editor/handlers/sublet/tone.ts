import { Audio, GPU, Interface, Plot, Slider } from 'sublet'

const RATE = 24_000

const tone = GPU({ duration: 2 }, async (pitch: number) =>
  Float32Array.from({ length: RATE }, (_, at) => 0.3 * Math.sin((2 * Math.PI * pitch * at) / RATE)),
)

export default Interface({
  title: 'A tone, and how it looks',
  inputs: [Slider({ label: 'Pitch', min: 50, max: 2000, value: 440 })],
  outputs: [Audio(), Plot()],
  async fn(pitch) {
    const samples = await tone(pitch)
    const shown = samples.slice(0, 400)
    return [
      { sampleRate: RATE, channels: [samples, samples] },
      { x: [...shown.keys()], series: [{ label: 'left', y: shown }], xLabel: 'sample' },
    ]
  },
})
