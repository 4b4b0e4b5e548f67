import { pipeline, RawImage } from '@huggingface/transformers'
import { GPU, Image, Interface } from 'sublet'

/** Each is copied a few times on its way. */
const MOST_PIXELS = 4096 * 4096

// Without a GPU it runs on the CPU.
const adapter = await navigator.gpu?.requestAdapter()
const segmenter = await pipeline('background-removal', 'Xenova/modnet', {
  device: adapter ? 'webgpu' : 'wasm',
  dtype: 'fp32',
})

// Whatever the size of the picture, the network sees it about 512 pixels high: a software adapter needs long for that.
const duration = adapter && !adapter.info.isFallbackAdapter ? 15 : 120

const remove = GPU({ duration }, async function remove({ data, width, height }: ImageData) {
  const cut = await segmenter(new RawImage(data, width, height, 4))
  return new ImageData(new Uint8ClampedArray(cut.rgba().data), cut.width, cut.height)
})

export default Interface({
  title: 'Background removal',
  description: 'Choose a portrait: the person stays, and what is behind becomes transparent.',
  inputs: [Image({ label: 'Portrait' })],
  outputs: [Image({ label: 'Without its background' })],
  fn(picture) {
    if (picture.width * picture.height > MOST_PIXELS)
      throw new RangeError(
        `The picture has ${picture.width} × ${picture.height} pixels; 16 million are the most.`,
      )
    return remove(picture)
  },
})
