import type { Page } from '@playwright/test'
import { launchOptions } from '../tools/browser/chromium.mjs'
import { expect, type Site, test } from './site'

// The page is put together by software Vulkan as well: across the two, Chromium cannot hand on what WebGPU draws on a
// canvas, and loses the device with the first frame.
const { args, ...browser } = launchOptions()
const vulkan = [
  '--use-angle=vulkan',
  '--use-vulkan=swiftshader',
  '--enable-features=Vulkan',
  '--disable-vulkan-surface',
]
test.use({ launchOptions: { ...browser, args: [...args, ...vulkan] } })

const result = (page: Page) => page.getByRole('region', { name: 'Result' })
const waves = (page: Page) => result(page).getByRole('img', { name: 'Waves' })

/** What the page's canvas shows: where the bar is, and the colour of the ground; -1 and none before a first frame. */
function shown(page: Page): Promise<{ bar: number; ground: number[] }> {
  return waves(page).evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas')
    const context = new OffscreenCanvas(256, 64).getContext('2d')
    if (context === null) throw new Error('no 2D canvas')
    context.drawImage(canvas, 0, 0)
    const { data } = context.getImageData(0, 32, 256, 1)
    const pixel = (at: number) => [...data.slice(4 * at, 4 * at + 4)]
    const bar = Array.from({ length: 256 }, (_, at) => pixel(at)).findIndex(([red = 0]) => red > 200)
    return { bar, ground: pixel(bar > 128 ? 20 : 235) }
  })
}

/** Positions of the bar that the page sees in this many of its frames, and how long they took. */
function watch(page: Page, frames: number): Promise<{ bars: number[]; ms: number }> {
  return waves(page).evaluate(async (canvas, frames) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas')
    const context = new OffscreenCanvas(256, 1).getContext('2d', { willReadFrequently: true })
    if (context === null) throw new Error('no 2D canvas')
    const bars: number[] = []
    const from = performance.now()
    for (let frame = 0; frame < frames; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      context.drawImage(canvas, 0, -32)
      const { data } = context.getImageData(0, 0, 256, 1)
      bars.push(Array.from({ length: 256 }, (_, at) => data[4 * at] ?? 0).findIndex((red) => red > 200))
    }
    return { bars, ms: performance.now() - from }
  }, frames)
}

async function open(site: Site, seconds: number, drain = 0): Promise<void> {
  await site.open('#/d/canvas-frames')
  await site.page.getByLabel('Seconds').fill(String(seconds))
  await site.page.getByLabel('Draws on after its lease: 1 if so').fill(String(drain))
}

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click()
const GROUND = [0, 102, 204, 255]

test('a handler draws with WebGPU frame by frame while its lease lasts; then the last frame stays', async ({
  site,
}) => {
  const { page } = site
  await open(site, 3)
  await run(page)
  await expect(result(page)).toHaveAttribute('data-phase', 'running')
  await expect.poll(async () => (await shown(page)).ground).toEqual(GROUND)
  const { bars, ms } = await watch(page, 30)
  const moves = bars.filter((bar, index) => index > 0 && bar !== bars[index - 1]).length
  test.info().annotations.push({
    type: 'measured',
    description: `${moves} new frames in 30 of the page, ${Math.round(ms)} ms`,
  })
  expect(moves).toBeGreaterThan(10)
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  const frames = Number(await result(page).locator('output.num').textContent())
  test.info().annotations.push({ type: 'measured', description: `${frames} frames in 3 s` })
  // At the rate of the display, as far as two cores without a GPU allow; never faster.
  expect(frames).toBeGreaterThan(30)
  expect(frames).toBeLessThan(3 * 62)
  const last = await shown(page)
  expect(last.ground).toEqual(GROUND)
  expect(new Set((await watch(page, 20)).bars)).toEqual(new Set([last.bar]))
})

test('a handler that goes on after its lease draws nothing more', async ({ site }) => {
  const { page } = site
  await open(site, 1, 1)
  await run(page)
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  const { bars } = await watch(page, 30)
  expect(new Set(bars).size).toBe(1)
  expect((await shown(page)).ground).toEqual(GROUND)
})

test('the next run draws on a canvas of its own', async ({ site }) => {
  const { page } = site
  await open(site, 1)
  await run(page)
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  const first = await waves(page).elementHandle()
  await run(page)
  await expect.poll(() => first?.evaluate((canvas) => canvas.isConnected)).toBe(false)
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  expect((await shown(page)).ground).toEqual(GROUND)
  await expect(waves(page)).toHaveCount(1)
})

test('a run that is stopped keeps its last frame', async ({ site }) => {
  const { page } = site
  await open(site, 20)
  await run(page)
  await expect.poll(async () => (await shown(page)).ground).toEqual(GROUND)
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(result(page)).toContainText('Cancelled')
  await expect(result(page)).toHaveAttribute('data-phase', 'failed')
  const { bars } = await watch(page, 20)
  expect(new Set(bars.slice(5)).size).toBe(1)
  expect((await shown(page)).ground).toEqual(GROUND)
})

test('a program gives its own canvas', async ({ site }) => {
  const ground = await site.page.evaluate(async () => {
    const canvases: HTMLCanvasElement[] = []
    await window.sublet.predict('canvas-frames', [0.5, 0], {
      canvas(output, width, height) {
        if (output !== 1) throw new Error(`output ${output} is no canvas`)
        const canvas = document.createElement('canvas')
        Object.assign(canvas, { width, height })
        document.body.append(canvas)
        canvases.push(canvas)
        return canvas.transferControlToOffscreen()
      },
    })
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const [canvas] = canvases
    if (canvas === undefined || canvases.length > 1) throw new Error(`${canvases.length} canvases`)
    const context = new OffscreenCanvas(256, 64).getContext('2d')
    context?.drawImage(canvas, 0, 0)
    return [...(context?.getImageData(250, 32, 1, 1).data ?? [])]
  })
  expect(ground).toEqual(GROUND)
})

/** A WAV file of one second: 16-bit samples that rise from silence. */
function rising(sampleRate: number): Buffer {
  const wav = Buffer.alloc(44 + 2 * sampleRate)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(sampleRate, 24)
  wav.writeUInt32LE(2 * sampleRate, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(2 * sampleRate, 40)
  for (let at = 0; at < sampleRate; at++)
    wav.writeInt16LE(Math.floor((at / sampleRate) * 32_767), 44 + 2 * at)
  return wav
}

test('a sound and a file go to the handler, and a drawing, a sound and a file come back', async ({
  site,
}) => {
  const { page } = site
  await site.open('#/d/canvas-and-sound')
  const give = (label: string, name: string, buffer: Buffer) =>
    page.getByLabel(label, { exact: true }).setInputFiles({ name, mimeType: '', buffer })
  await give('Voice', 'rising.wav', rising(22_050))
  await expect(page.getByText('1.00 s · 22.05 kHz · mono')).toBeVisible()
  await give('Notes', 'notes.txt', Buffer.from('one\ntwo'))
  await run(page)
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  await expect(result(page)).toContainText('notes.txt has 2 lines')
  await expect(result(page)).toContainText('1.00 s · 22.05 kHz · mono')
  // Louder at its beginning now; and the page's policy lets it be played.
  const player = result(page).locator('audio')
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(1)
  const download = page.waitForEvent('download')
  await result(page)
    .getByRole('link', { name: /report\.csv/ })
    .click()
  const saved = await (await download).createReadStream()
  expect(Buffer.concat(await saved.toArray()).toString()).toBe('name,bytes\nnotes.txt,7\n')
  await expect(page.getByRole('log').locator('[data-run="this"]')).toHaveCount(3)

  // The second run fails, and keeps what it gave before.
  await page.getByLabel('Fails: 1 if so').fill('1')
  await run(page)
  await expect(result(page)).toContainText('Partial: failed after its first result')
  await expect(result(page)).toContainText('report.csv')
  await expect(page.getByRole('log').locator('[data-run="earlier"]')).toHaveCount(3)
})
