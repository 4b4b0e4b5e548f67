import { pipeline, RawImage } from '@huggingface/transformers'
import { Gallery, GPU, Image, Interface } from 'sublet'

const segmenter = await pipeline('image-segmentation', 'Xenova/segformer-b0-finetuned-ade-512-512', {
  dtype: 'fp32',
})

const cut = GPU({ duration: 30 }, async ({ data, width, height }: ImageData) => {
  const segments = await segmenter(new RawImage(data, width, height, 4), { threshold: 0.5 })
  return segments.map(({ label, score, mask }) => ({
    label: `${label ?? 'unknown'} ${score?.toFixed(2) ?? ''}`,
    pixels: new Uint8ClampedArray(mask.rgba().data),
    width: mask.width,
    height: mask.height,
  }))
})

export default Interface({
  title: 'Everything in a room',
  inputs: [Image({ label: 'Room' })],
  outputs: [Gallery({ label: 'Parts', columns: 4 })],
  async fn(image) {
    const parts = await cut(image)
    return parts.map(
      ({ label, pixels, width, height }) => [new ImageData(pixels, width, height), label] as const,
    )
  },
})
