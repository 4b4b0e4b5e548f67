import { readFileSync } from 'node:fs'
import { expect, heldOut, requestLog, test } from './site'
import { tabTo } from './tab-to'

const config = JSON.parse(readFileSync('models/digits/config.json', 'utf8'))

/** Strokes on a field of 280 by 280, as a hand draws them. */
const STROKES: Record<string, [number, number][]> = {
  3: [
    [85, 48],
    [190, 48],
    [130, 120],
    [180, 140],
    [192, 190],
    [150, 233],
    [85, 220],
  ],
  5: [
    [190, 48],
    [100, 48],
    [92, 130],
    [150, 115],
    [195, 150],
    [190, 205],
    [145, 235],
    [85, 220],
  ],
}

test('a digit that is drawn with the mouse is read', async ({ site }) => {
  const { page } = site
  await site.open('#/d/digits')
  const pad = page.getByLabel('Draw a digit').first()
  for (const [digit, stroke] of Object.entries(STROKES)) {
    const clear = page.getByRole('button', { name: 'Clear' })
    if (await clear.isEnabled()) await clear.click()
    const box = await pad.boundingBox()
    if (box === null) throw new Error('the pad is not on the page')
    const points = stroke.map(
      ([x, y]) => [box.x + (x * box.width) / 280, box.y + (y * box.height) / 280] as const,
    )
    for (const [i, [x, y]] of points.entries()) {
      await page.mouse.move(x, y, { steps: 8 })
      if (i === 0) await page.mouse.down()
    }
    await page.mouse.up()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    const result = page.getByRole('region', { name: 'Result' })
    await expect(result.locator('[data-label]').first()).toHaveAttribute('data-label', digit)
    // What was charged is said once the lease is settled.
    await expect(result).toContainText('charged')
  }
})

test('a digit that is drawn by keys alone is read', async ({ site }) => {
  const { page } = site
  await site.open('#/d/digits')
  const pad = page.getByRole('application', { name: 'Draw a digit: draw here' })
  await tabTo(page, pad)
  // A vertical line; a step is half of a brush, 4 % of the pad.
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowUp')
  for (let step = 0; step < 16; step += 1) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('ControlOrMeta+Enter')
  const result = page.getByRole('region', { name: 'Result' })
  await expect(result.locator('[data-label]').first()).toHaveAttribute('data-label', '1')
  // The focus does not go away with what is cleared.
  await tabTo(page, page.getByRole('button', { name: 'Clear' }))
  await page.keyboard.press('Enter')
  await expect(pad).toBeFocused()
})

test('held-out images get the accuracy of the model card', async ({ site }) => {
  const correct = await site.page.evaluate(async ({ images, labels, scale }) => {
    let correct = 0
    for (const [i, pixels] of images.entries()) {
      const image = new ImageData(8, 8)
      for (const [at, ink] of pixels.entries()) {
        const grey = Math.round((ink * 255) / scale)
        image.data.set([grey, grey, grey, 255], 4 * at)
      }
      const [probabilities] = await window.sublet.predict('digits', [image])
      if (!Array.isArray(probabilities)) throw new Error('no probabilities came back')
      if (probabilities.indexOf(Math.max(...probabilities)) === labels[i]) correct += 1
    }
    return correct
  }, heldOut)
  expect(heldOut.labels).toHaveLength(config.held_out.count)
  expect(correct).toBe(config.held_out.correct)
})

test('the logits are those of plain ONNX Runtime in the page', async ({ site }) => {
  const pixels = heldOut.images.flat().map((ink) => ink / heldOut.scale)
  const { leased, plain } = await site.page.evaluate(async (pixels) => {
    const [leased] = await window.sublet.predict('logits', [Float32Array.from(pixels)])
    const ort = await import(new URL('runtime/ort.jspi.bundle.min.mjs', document.baseURI).href)
    ort.env.wasm.numThreads = 1
    ort.env.wasm.wasmPaths = {
      wasm: new URL('runtime/ort-wasm-simd-threaded.jspi.wasm', document.baseURI).href,
    }
    const session = await ort.InferenceSession.create(
      new URL('models/digits/onnx/model.onnx', document.baseURI).href,
      { executionProviders: ['webgpu'] },
    )
    const x = new ort.Tensor('float32', Float32Array.from(pixels), [pixels.length / 64, 1, 8, 8])
    const { logits } = await session.run({ pixels: x })
    if (!(leased instanceof Float32Array)) throw new Error('no logits came back')
    return { leased: [...leased], plain: [...(await logits.getData())] }
  }, pixels)
  expect(leased).toHaveLength(10 * heldOut.images.length)
  const furthest = Math.max(...leased.map((value, i) => Math.abs(value - (plain[i] ?? Number.NaN))))
  expect(furthest).toBeLessThan(1e-5)
})

test('after a reload the model comes from IndexedDB', async ({ site }) => {
  const { page } = site
  const image = { outputs: expect.any(Array) }
  await site.open('#/d/digits')
  // Before that it is listed as well, and a reload goes on with the download.
  const states = () => page.evaluate(async () => (await window.sublet.models()).map(({ at }) => at.state))
  await expect.poll(states).toEqual(['staged'])
  const before = (await requestLog(page)).filter((path) => path.endsWith('model.onnx')).length
  await page.reload()
  await site.open('#/d/digits')
  const call = await site.start('logits', [Array.from({ length: 64 }, () => 0)])
  expect(await call.ended()).toEqual(image)
  const after = (await requestLog(page)).filter((path) => path.endsWith('model.onnx')).length
  expect(after).toBe(before)
})
