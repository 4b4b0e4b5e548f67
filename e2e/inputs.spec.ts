import type { Page } from '@playwright/test'
import { expect, test } from './site'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

/** What the handler says that it was given. */
async function came(page: Page): Promise<unknown> {
  const shown = page.getByRole('region', { name: 'Result' }).locator('pre').first()
  const text = await shown.textContent()
  return JSON.parse(text ?? '')
}

async function open(page: Page): Promise<void> {
  await expect(page.getByLabel('Name', { exact: true })).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Prices' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Program' })).toBeVisible()
}

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true })
const done = (page: Page) => expect(page.getByText(/^done/)).toBeVisible()
const country = (page: Page) => page.getByRole('combobox', { name: 'Country' })

/** One pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Black. */
function bmp(width: number, height: number): Buffer {
  const row = Math.ceil((width * 3) / 4) * 4
  const bytes = Buffer.alloc(54 + row * height)
  bytes.write('BM', 0)
  bytes.writeUInt32LE(bytes.length, 2)
  bytes.writeUInt32LE(54, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(width, 18)
  bytes.writeInt32LE(height, 22)
  bytes.writeUInt16LE(1, 26)
  bytes.writeUInt16LE(24, 28)
  return bytes
}
const photo = { name: 'photo.bmp', mimeType: 'image/bmp', buffer: bmp(40, 20) }
const pixels = { width: 40, height: 20, firstPixel: [0, 0, 0, 255] }
const maskPad = (page: Page) => page.getByRole('application', { name: 'Mask: paint over the picture' })

/** Half a second of silence, at 8 kHz. */
function wav(): Buffer {
  const samples = 4000
  const bytes = Buffer.alloc(44 + samples * 2)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples * 2, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(8000, 24)
  bytes.writeUInt32LE(16_000, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples * 2, 40)
  return bytes
}

const untouched = {
  name: 'Ada',
  seed: 42,
  strength: 0.5,
  upscale: false,
  size: 'medium',
  channels: ['r', 'g'],
  sampler: 'Euler',
  tags: [],
  background: '#0b8f5a',
  prices: {
    headers: ['Item', 'Price', 'In stock'],
    data: [
      ['Pen', 1.2, true],
      ['Ink', 8, false],
    ],
  },
  program: 'for i in range(3):\n  print(i)',
  settings: { steps: 20, seamless: false },
  picture: null,
  masked: null,
  sketch: null,
  sound: null,
  film: null,
  notes: null,
}

test('every input by mouse', async ({ site: { page, open: goTo } }) => {
  await goTo('#/d/inputs')
  await open(page)
  await page.getByLabel('Name', { exact: true }).fill('Grace')
  await page.getByLabel('Seed').fill('7')
  await page.getByLabel('Strength').fill('0.8')
  await page.getByLabel('Upscale').click()
  await page.getByText('large', { exact: true }).click()
  await page.getByText('Blue', { exact: true }).click()
  await page.getByText('Red', { exact: true }).click()
  await page.getByLabel('Sampler').selectOption('Heun')
  await country(page).click()
  await page.getByRole('option', { name: 'Iceland' }).click()
  await page.getByRole('combobox', { name: 'Tags' }).click()
  await page.getByRole('option', { name: 'dog' }).click()
  await page.getByRole('option', { name: 'cat' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Remove dog' }).click()
  await page.getByLabel('Background: pick').fill('#ff8000')
  await page.getByRole('button', { name: 'Add row' }).click()
  await page.getByRole('row').nth(3).getByRole('gridcell').first().dblclick()
  await page.getByRole('textbox', { name: 'Item, row 3' }).fill('Cap')
  await page.getByRole('row').nth(3).getByRole('gridcell').nth(2).click()
  await page.getByRole('gridcell', { name: 'Pen' }).click()
  await page.getByRole('button', { name: 'Delete row 1' }).click()
  await page.getByRole('textbox', { name: 'Program' }).fill('pass')
  await page.getByLabel('Settings').fill('[1]')
  const files = {
    Picture: { name: 'dot.png', mimeType: 'image/png', buffer: png },
    Mask: photo,
    Sound: { name: 'hum.wav', mimeType: 'audio/wav', buffer: wav() },
    Film: { name: 'a.mp4', mimeType: 'video/mp4', buffer: Buffer.from('no film') },
    Notes: { name: 'a.md', mimeType: 'text/markdown', buffer: Buffer.from('# Hi') },
  }
  for (const [label, file] of Object.entries(files)) {
    await page.getByLabel(label, { exact: true }).and(page.locator('input')).setInputFiles(file)
  }
  await maskPad(page).scrollIntoViewIfNeeded()
  const over = await maskPad(page).boundingBox()
  if (over === null) throw new Error('the picture is not shown')
  await page.mouse.move(over.x + over.width / 4, over.y + over.height / 2)
  await page.mouse.down()
  await page.mouse.move(over.x + (3 * over.width) / 4, over.y + over.height / 2, { steps: 5 })
  await page.mouse.up()
  await expect(page.getByText(/^\d+ % painted$/)).toBeVisible()
  const pad = page.getByRole('img', { name: 'Sketch' })
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (box === null) throw new Error('the pad is not drawn')
  await page.mouse.move(box.x + 40, box.y + 60)
  await page.mouse.down()
  await page.mouse.move(box.x + 120, box.y + 160, { steps: 5 })
  await page.mouse.up()
  await expect(page.getByText('0.50 s')).toBeVisible()
  await expect(page.getByText('1 × 1')).toBeVisible()
  await run(page).click()
  await done(page)
  expect(await came(page)).toEqual({
    name: 'Grace',
    seed: 7,
    strength: 0.8,
    upscale: true,
    size: 'large',
    channels: ['g', 'b'],
    sampler: 'Heun',
    country: 'Iceland',
    tags: ['cat'],
    background: '#ff8000',
    prices: {
      headers: ['Item', 'Price', 'In stock'],
      data: [
        ['Ink', 8, false],
        ['Cap', null, true],
      ],
    },
    program: 'pass',
    settings: [1],
    picture: { width: 1, height: 1, firstPixel: expect.any(Array) },
    // Half of its width, two pixels of the 20 of its height.
    masked: { image: pixels, mask: { ...pixels, firstPixel: [0, 0, 0, 0] }, painted: expect.closeTo(42, -1) },
    sketch: { width: 28, height: 28, firstPixel: [0, 0, 0, 255] },
    sound: { sampleRate: 8000, channels: 1, samples: 4000 },
    film: { name: 'a.mp4', type: 'video/mp4', bytes: 7 },
    notes: { name: 'a.md', type: 'text/markdown', bytes: 4 },
  })
})

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

test('a mask by keyboard alone: the brush moves by arrows, Space and Shift paint', async ({
  site: { page, open: goTo },
}) => {
  // Playwright takes the browser's own dialog over for the first who listens, and a key can be quicker than that.
  page.on('filechooser', () => undefined)
  await goTo('#/d/inputs')
  await open(page)
  await country(page).click()
  await page.getByRole('option', { name: 'Iceland' }).click()
  await page.getByLabel('Mask', { exact: true }).and(page.locator('input')).focus()
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(photo)
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

test('nonsense stays at its control, says why, and never becomes a call', async ({
  site: { page, open: goTo },
}) => {
  await goTo('#/d/inputs')
  await open(page)
  const refused = async (reason: string | RegExp) => {
    await run(page).click()
    await expect(page.getByRole('alert').filter({ hasText: reason })).toBeVisible()
    await expect(page.getByText(/^done/)).toBeHidden()
  }
  // Nobody has chosen: the focus goes there.
  await refused('Choose one of 43')
  await expect(country(page)).toBeFocused()
  await expect(country(page)).toHaveAttribute('aria-invalid', 'true')
  await country(page).click()
  await page.keyboard.type('Atlantis')
  await expect(page.getByText('None of the 43 choices has “Atlantis”')).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(country(page)).toHaveText(/Choose/)
  await country(page).click()
  await page.getByRole('option', { name: 'Peru' }).click()

  const wrong: [string, string, string | RegExp, string][] = [
    ['Name', ' ', 'Enter something', 'Ada'],
    ['Seed', 'NaN', '"NaN" is no number', '1'],
    ['Seed', '1001', '1001 is above the maximum, 1000', '1'],
    ['Background', 'puce', '“puce” is no colour', '#000'],
    ['Settings', '{', /JSON/, '{}'],
  ]
  for (const [label, text, reason, right] of wrong) {
    const field = page.getByLabel(label, { exact: true })
    await field.fill(text)
    await refused(reason)
    await expect(field).toHaveAttribute('aria-describedby', /-problem$/)
    await field.fill(right)
  }
  for (const name of ['Red', 'Green']) await page.getByText(name, { exact: true }).click()
  await refused('Choose at least one of 3')
  await page.getByText('Blue', { exact: true }).click()

  await page.getByRole('gridcell', { name: '1.2' }).focus()
  await page.keyboard.type('cheap')
  await refused('Row 1, “Price”: “cheap” is no number')
  await page.getByRole('gridcell', { name: 'cheap' }).focus()
  await page.keyboard.press('Delete')
  const rows = Array.from({ length: 101 }, () => 'a').join('\n')
  await page.evaluate((text) => navigator.clipboard.writeText(text), rows)
  await page.getByRole('gridcell', { name: 'Pen' }).focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.getByText('101 rows were pasted from row 1 on; the table takes 100')).toBeVisible()

  await page
    .getByLabel('Picture', { exact: true })
    .and(page.locator('input'))
    .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  await expect(page.getByText('“a.txt” is no picture, but text/plain')).toBeVisible()
  await page
    .getByLabel('Film', { exact: true })
    .and(page.locator('input'))
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png })
  await refused('“a.png” is no video, but image/png')
  await page.getByRole('group', { name: 'Film' }).getByRole('button', { name: 'Remove' }).click()

  await run(page).click()
  await done(page)
  expect(await came(page)).toMatchObject({ country: 'Peru', channels: ['b'], picture: null, film: null })
})
