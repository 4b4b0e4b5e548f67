import { readFile } from 'node:fs/promises'
import * as ort from 'onnxruntime-web'
import { expect, test } from 'vitest'
import { readTile, writeTile } from './pixels'
import { RADIUS, reflect, TILE, tilesOf } from './tiles'

/** ONNX Runtime on the CPU; the page's own is measured in e2e/upscale.spec.ts. */
ort.env.wasm.numThreads = 1
const model = await readFile('models/upscale/onnx/model.onnx')
const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'] })

async function network(planes: Float32Array, width: number, height: number): Promise<Float32Array> {
  const pixels = new ort.Tensor('float32', planes, [1, 3, height, width])
  const { upscaled } = await session.run({ pixels })
  return upscaled.data as Float32Array
}

test('tiles put together are the whole picture done in one piece', async () => {
  const [width, height] = [70, 61]
  const data = Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) => (at * 2654435761) % 251)
  const small = { width, height, data }

  const [wide, high] = [width + 2 * RADIUS, height + 2 * RADIUS]
  const padded = Float32Array.from({ length: 3 * wide * high }, (_, at) => {
    const [channel, y, x] = [Math.floor(at / wide / high), Math.floor(at / wide) % high, at % wide]
    const from = reflect(y - RADIUS, height) * width + reflect(x - RADIUS, width)
    return data[4 * from + channel] / 255
  })
  const whole = await network(padded, wide, high)

  const blank = () => ({
    width: 2 * width,
    height: 2 * height,
    data: new Uint8ClampedArray(16 * width * height),
  })
  const tiled = blank()
  const tiles = tilesOf(width, height)
  expect(tiles).toHaveLength(4)
  for (const tile of tiles) writeTile(await network(readTile(small, tile), TILE, TILE), tile, tiled)

  let furthest = 0
  for (let y = 0; y < 2 * height; y++)
    for (let x = 0; x < 2 * width; x++)
      for (let channel = 0; channel < 3; channel++) {
        const value = whole[(channel * 2 * high + y + 2 * RADIUS) * 2 * wide + x + 2 * RADIUS]
        const apart = Math.abs(tiled.data[4 * (2 * width * y + x) + channel] - 255 * value)
        furthest = Math.max(furthest, apart)
      }
  // Half of a step of 8 bits is the rounding; what a seam would add is far more.
  expect(furthest).toBeLessThan(0.501)
})
