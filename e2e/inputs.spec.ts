import { came, country, devices, done, inDrop, maskPad, open, photo, pixels, run } from './inputs-page'
import { png, wav } from './sample-files'
import { expect, test } from './site'

test.use(devices)

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

test('the camera and the microphone by mouse', async ({ site: { page, open: goTo } }) => {
  await goTo('#/d/inputs')
  await open(page)
  await inDrop(page, 'Picture', 'Camera').click()
  const picture = page.getByRole('group', { name: 'Picture' })
  const video = picture.getByLabel('Picture: camera')
  await expect.poll(() => video.evaluate((film: HTMLVideoElement) => film.videoWidth)).toBe(640)
  await inDrop(page, 'Picture', 'Take picture').click()
  await expect(picture).toContainText('640 × 480')
  await inDrop(page, 'Sound', 'Record').click()
  const stop = inDrop(page, 'Sound', 'Stop recording')
  await expect(stop).toContainText(/0\.[3-9]|[1-9]\d*\./)
  await stop.click()
  await expect(page.getByRole('group', { name: 'Sound' })).toContainText(/\d s · 48 kHz · mono/)
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
