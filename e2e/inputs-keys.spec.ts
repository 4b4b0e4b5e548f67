import type { Page } from '@playwright/test'
import { violations } from './axe'
import { came, country, devices, done, inDrop, maskPad, open, photo, pixels, untouched } from './inputs-page'
import { png, wav } from './sample-files'
import { expect, test } from './site'
import { tabTo } from './tab-to'

test.use(devices)

test('every input that is not a file by keyboard alone, from the first field to the run', async ({
  site: { page, open: goTo },
}) => {
  await goTo('#/d/inputs')
  await open(page)
  const keys = async (...each: string[]) => {
    for (const key of each) await page.keyboard.press(key)
  }
  await page.getByLabel('Name', { exact: true }).focus()
  await keys('ControlOrMeta+a')
  await page.keyboard.type('Lin')
  await keys('Tab', 'ArrowUp', 'Tab', 'ArrowRight', 'Tab', 'Space')
  await expect(page.getByLabel('Upscale')).toBeChecked()
  await keys('Tab', 'ArrowLeft')
  // Each box of a group is a stop of its own.
  await keys('Tab', 'Space', 'Tab', 'Tab', 'Space')
  await keys('Tab')
  await page.keyboard.type('D')
  await keys('Tab', 'Enter')
  await expect(page.getByPlaceholder('Filter 43')).toBeFocused()
  await page.keyboard.type('jap')
  await keys('Enter')
  await expect(country(page)).toBeFocused()
  await keys('Tab', 'Enter')
  await expect(page.getByPlaceholder('Filter, or enter another')).toBeFocused()
  await page.keyboard.type('bird')
  await keys('Enter')
  await page.keyboard.type('yak')
  await keys('Enter', 'Escape')
  await expect(page.getByRole('combobox', { name: 'Tags' })).toBeFocused()
  // Past what is chosen, which can be taken away there, and past the browser's colour picker.
  await keys('Tab', 'Tab', 'Tab', 'Tab', 'ControlOrMeta+a')
  await page.keyboard.type('#FFF')
  await keys('Tab', 'ArrowDown', 'ArrowRight', 'Enter', 'ControlOrMeta+a')
  await page.keyboard.type('9.5')
  await keys('Tab', 'Space', 'Home')
  // From a spreadsheet.
  await page.evaluate(() => navigator.clipboard.writeText('Ink\t9.5\tyes\nCap\t3\tno'))
  await keys('ControlOrMeta+v')
  await expect(page.getByRole('gridcell', { name: 'Cap' })).toBeVisible()
  await keys('Tab', 'Tab', 'Tab', 'ControlOrMeta+End', 'Enter', 'Tab', 'Shift+Tab')
  await page.keyboard.type('x')
  await keys('Escape', 'Tab', 'ControlOrMeta+a')
  await page.keyboard.type('{"a": 1}')
  await keys('ControlOrMeta+Enter')
  await done(page)
  expect(await came(page)).toEqual({
    ...untouched,
    name: 'Lin',
    seed: 43,
    strength: 0.6,
    upscale: true,
    size: 'small',
    channels: ['g', 'b'],
    sampler: 'DPM++',
    country: 'Japan',
    tags: ['bird', 'yak'],
    background: '#ffffff',
    prices: {
      headers: untouched.prices.headers,
      data: [
        ['Pen', 1.2, true],
        ['Ink', 9.5, true],
        ['Cap', 3, false],
      ],
    },
    program: `${untouched.program}\n  x`,
    settings: { a: 1 },
  })
})

/** Chooses the one that has to be chosen before a run, and leaves the code, where Tab indents. */
async function goToFiles(page: Page): Promise<void> {
  await tabTo(page, country(page))
  await page.keyboard.press('Enter')
  await expect(page.getByPlaceholder('Filter 43')).toBeFocused()
  await page.keyboard.type('ice')
  await page.keyboard.press('Enter')
  await expect(country(page)).toBeFocused()
  await tabTo(page, page.getByRole('textbox', { name: 'Program' }))
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Settings')).toBeFocused()
}

const fileInput = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true }).and(page.locator('input'))

interface SampleFile {
  name: string
  mimeType: string
  buffer: Buffer
}

/** Enter at the control opens the browser's own dialog. */
async function chooseFile(page: Page, label: string, file: SampleFile): Promise<void> {
  await tabTo(page, fileInput(page, label))
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(file)
}

/** Playwright takes the browser's own dialog over for the first who listens, and a key can be quicker than that. */
const takeDialogs = (page: Page) => page.on('filechooser', () => undefined)

test('a mask by keyboard alone: the brush moves by arrows, Space and Shift paint', async ({
  site: { page, open: goTo },
}) => {
  takeDialogs(page)
  await goTo('#/d/inputs')
  await open(page)
  await goToFiles(page)
  await chooseFile(page, 'Mask', photo)
  await expect(maskPad(page)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(maskPad(page)).toBeFocused()
  // In the middle, one brush wide; then a line to the upper edge, which is taken back.
  for (const key of ['Space', 'Shift+ArrowUp', 'Control+z', 'ArrowLeft', 'Space'])
    await page.keyboard.press(key)
  await expect(page.getByText('less than 1 % painted').or(page.getByText(/^\d % painted$/))).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Enter')
  await done(page)
  expect(await came(page)).toMatchObject({
    masked: { image: pixels, mask: { width: 40, height: 20 }, painted: expect.closeTo(7, -1) },
  })
})

test('a sketch by keyboard alone: arrows move the brush, Space and Shift draw, Undo and Clear take back', async ({
  site: { page, open: goTo },
}) => {
  await goTo('#/d/inputs')
  await open(page)
  await goToFiles(page)
  const pad = page.getByRole('application', { name: 'Sketch: draw here' })
  const buttons = page.locator('div').filter({ has: pad }).getByRole('button')
  const undo = buttons.filter({ hasText: 'Undo' }).last()
  await tabTo(page, pad)
  await expect(pad.getByText('Ctrl Z undo')).toBeVisible()
  expect(await violations(page, '[role="application"][aria-label^="Sketch"]')).toEqual([])
  // A dot in the middle, taken back by its button: the focus is on the pad again.
  await page.keyboard.press('Space')
  await expect(undo).toBeEnabled()
  await tabTo(page, undo)
  await page.keyboard.press('Enter')
  await expect(undo).toBeDisabled()
  await expect(pad).toBeFocused()
  // Into the corner, past which it does not go; a line along the upper edge, and one step of it taken back.
  for (let step = 0; step < 14; step += 1) {
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowLeft')
  }
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('ControlOrMeta+Enter')
  await done(page)
  expect(await came(page)).toMatchObject({
    sketch: { width: 28, height: 28, firstPixel: [255, 255, 255, 255] },
  })
  // Five steps of a half brush, and its round end: of 448 pixels, 90 and 18.
  const inked = await pad.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const row = canvas.getContext('2d')?.getImageData(0, 2, canvas.width, 1).data ?? []
    return row.filter((value, at) => at % 4 === 0 && value > 128).length
  })
  expect(inked).toBeGreaterThan(100)
  expect(inked).toBeLessThan(112)
})

test('every file by keyboard alone: Enter chooses, Remove empties and gives the focus back', async ({
  site: { page, open: goTo },
}) => {
  takeDialogs(page)
  await goTo('#/d/inputs')
  await open(page)
  await goToFiles(page)
  const files: [string, SampleFile, string][] = [
    ['Picture', { name: 'dot.png', mimeType: 'image/png', buffer: png }, '1 × 1'],
    ['Mask', photo, '40 × 20'],
    ['Sound', { name: 'hum.wav', mimeType: 'audio/wav', buffer: wav() }, '0.50 s'],
    ['Film', { name: 'a.mp4', mimeType: 'video/mp4', buffer: Buffer.from('no film') }, 'a.mp4'],
    ['Notes', { name: 'a.md', mimeType: 'text/markdown', buffer: Buffer.from('# Hi') }, 'a.md'],
  ]
  for (const [label, file, shown] of files) {
    const drop = page.getByRole('group', { name: label })
    await chooseFile(page, label, file)
    await expect(drop).toContainText(shown)
    await tabTo(page, inDrop(page, label, 'Remove'))
    await page.keyboard.press('Enter')
    await expect(drop).not.toContainText(shown)
    await expect(fileInput(page, label)).toBeFocused()
    if (label === 'Mask') continue
    await chooseFile(page, label, file)
    await expect(drop).toContainText(shown)
  }
  await page.keyboard.press('ControlOrMeta+Enter')
  await done(page)
  expect(await came(page)).toMatchObject({
    picture: { width: 1, height: 1 },
    masked: null,
    sound: { sampleRate: 8000, channels: 1, samples: 4000 },
    film: { name: 'a.mp4', type: 'video/mp4', bytes: 7 },
    notes: { name: 'a.md', type: 'text/markdown', bytes: 4 },
  })
})

test('a picture of the clipboard and of the camera, and a recording, by keyboard alone', async ({
  site: { page, open: goTo },
}) => {
  await goTo('#/d/inputs')
  await open(page)
  await goToFiles(page)
  const picture = page.getByRole('group', { name: 'Picture' })
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const blob = new Blob([bytes], { type: 'image/png' })
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })])
  }, png.toString('base64'))
  await tabTo(page, inDrop(page, 'Picture', 'Paste'))
  await page.keyboard.press('Enter')
  await expect(picture).toContainText('1 × 1')
  await page.keyboard.press('Shift+Tab')
  await expect(inDrop(page, 'Picture', 'Remove')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(picture).toContainText('1 × 1')

  // Left again at first.
  for (const button of ['Cancel', 'Take picture']) {
    await tabTo(page, inDrop(page, 'Picture', 'Camera'))
    await page.keyboard.press('Enter')
    const video = picture.getByLabel('Picture: camera')
    await expect.poll(() => video.evaluate((film: HTMLVideoElement) => film.videoWidth)).toBe(640)
    await tabTo(page, inDrop(page, 'Picture', button))
    await page.keyboard.press('Enter')
    await expect(fileInput(page, 'Picture')).toBeFocused()
  }
  await expect(picture).toContainText('640 × 480')

  await tabTo(page, inDrop(page, 'Sound', 'Record'))
  await page.keyboard.press('Enter')
  const stop = inDrop(page, 'Sound', 'Stop recording')
  await expect(stop).toBeFocused()
  await expect(stop).toContainText(/0\.[3-9]|[1-9]\d*\./)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: 'Sound' })).toContainText(/\d s · 48 kHz · mono/)
  await expect(inDrop(page, 'Sound', 'Record')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Enter')
  await done(page)
  expect(await came(page)).toMatchObject({
    picture: {
      width: 640,
      height: 480,
      firstPixel: [expect.any(Number), expect.any(Number), expect.any(Number), 255],
    },
    sound: { sampleRate: 48_000, channels: 1, samples: expect.any(Number) },
  })
})
