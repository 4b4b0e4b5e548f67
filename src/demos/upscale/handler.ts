import * as ort from 'onnxruntime-web'
import { GPU, Image, ImageSlider, Interface, progress, signal } from 'sublet'
import { createPace } from './pace'
import { readTile, writeAlpha, writeTile } from './pixels'
import { TILE, tilesOf } from './tiles'

/** The doubled picture is held in memory, at 16 bytes for each pixel of the small one. */
const MOST_PIXELS = 2048 * 2048

const session = await ort.InferenceSession.create('models/upscale/onnx/model.onnx')

// A software adapter needs seconds for what a GPU does in milliseconds.
const adapter = await navigator.gpu?.requestAdapter()
const pace = createPace(adapter?.info.isFallbackAdapter ? 4 : 0.2)

const upscale = GPU(
  { duration: (image: ImageData) => pace.seconds(tilesOf(image.width, image.height).length) },
  async function upscale(image: ImageData) {
    const large = new ImageData(2 * image.width, 2 * image.height)
    const tiles = tilesOf(image.width, image.height)
    let begun = performance.now()
    for (const [index, tile] of tiles.entries()) {
      signal().throwIfAborted()
      progress(index / tiles.length, `tile ${index + 1} of ${tiles.length}`)
      const pixels = new ort.Tensor('float32', readTile(image, tile), [1, 3, TILE, TILE])
      const { upscaled } = await session.run({ pixels })
      writeTile(upscaled.data as Float32Array, tile, large)
      if (index === 0) begun = performance.now()
    }
    pace.measured(tiles.length - 1, (performance.now() - begun) / 1000)
    progress(1, 'all tiles')
    return large
  },
)

export default Interface({
  title: 'Upscale',
  description: 'Choose a small, sharp picture. It comes back twice as wide and twice as high.',
  inputs: [Image({ label: 'Picture' })],
  outputs: [ImageSlider({ label: 'Twice the size' })],
  async fn(image) {
    if (image.width * image.height > MOST_PIXELS)
      throw new RangeError(`The picture has ${image.width} × ${image.height} pixels; 4 million are the most.`)
    const large = await upscale(image)
    // Needs no GPU: not in the lease.
    writeAlpha(image, large)
    return [image, large]
  },
})
