import { expect, type Page, test } from '@playwright/test'
import { countingBytes, embeddedModel } from '../src/staging/fixtures/large-model'
import { SEGMENT_BYTES } from '../src/staging/store/segments'
import { type Hub, startHub } from './hub/hub'

// What only a real browser does: refuse to write when its own quota is used up.

const SMALL = embeddedModel(countingBytes(1_024_000))
const LARGE = embeddedModel(countingBytes(2.5 * SEGMENT_BYTES, 7))

let hub: Hub
test.beforeEach(async () => {
  hub = await startHub({ files: { 'small.onnx': SMALL, 'large.onnx': LARGE } })
})
test.afterEach(() => hub.close())

async function quota(page: Page, bytes: number | undefined): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  await session.send('Storage.overrideQuotaForOrigin', {
    origin,
    ...(bytes === undefined ? {} : { quotaSize: bytes }),
  })
}

async function add(page: Page, url: string): Promise<{ code?: string; figures?: Record<string, number> }> {
  return page.evaluate(
    (source) =>
      window.sublet.models.add(source).then(
        () => ({}),
        ({ code, figures }) => ({ code, figures }),
      ),
    url,
  )
}

async function states(page: Page): Promise<[string, string][]> {
  // A change is told a quarter of a second later at most.
  const list = await page.evaluate(() => window.sublet.models())
  return list.map(({ source, at }) => [source, at.state])
}

test('a browser that is full in the middle of a download loses nothing, and it goes on with room again', async ({
  page,
}) => {
  await page.goto('./')
  await page.waitForFunction(() => window.sublet !== undefined)
  // From the start: Chromium remembers for a while how much was free. Its estimate does not know of this limit at all,
  // so that it shows when a segment is written, and not before.
  await quota(page, SMALL.length + SEGMENT_BYTES + 4_000_000)
  const [small, large] = [`${hub.url}/small.onnx`, `${hub.url}/large.onnx`]
  expect(await add(page, small)).toEqual({})
  await page.evaluate((source) => window.sublet.models.pin(source, true), small)

  expect(await add(page, large)).toMatchObject({ code: 'StorageFull', figures: { couldGoBytes: 0 } })
  await expect
    .poll(() => states(page))
    .toEqual([
      [large, 'failed'],
      [small, 'staged'],
    ])

  // With room again it goes on, and all is what it should be.
  await quota(page, undefined)
  hub.forgetRequests()
  expect(await add(page, large)).toEqual({})
  await hub.settled()
  expect(hub.requests.some(({ range }) => range === 'bytes=0-')).toBe(false)
  for (const source of [small, large]) {
    const found = await page.evaluate((name) => window.sublet.models.verify(name), source)
    expect(found).toMatchObject({ damage: [], repaired: true })
  }
})
