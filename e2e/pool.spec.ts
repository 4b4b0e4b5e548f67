import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, type Site, test } from './site'

test('two tabs share the pool: the third large call waits for a slot', async ({ site, openTab }) => {
  const other = await openTab()
  const first = await site.start('hold', [30])
  const second = await other.start('hold', [30])
  await first.reached('running')
  await second.reached('running')

  const third = await other.start('hold-too', [30])
  await third.reached('queued')
  await expect.poll(async () => (await third.state()).leases[0]?.position).toBe(1)
  const seen = async () => {
    const { holders, queue } = await site.page.evaluate(() => window.sublet.pool())
    return { holders: holders.length, waiting: queue.map(({ demo }) => demo) }
  }
  await expect.poll(seen).toEqual({ holders: 2, waiting: ['hold-too'] })

  await first.stop()
  await third.reached('running')
  expect(await first.ended()).toMatchObject({ error: { code: 'Cancelled' } })
  await second.stop()
  await third.stop()
})

test('an xlarge call waits for both slots', async ({ site, openTab }) => {
  const other = await openTab()
  const first = await site.start('hold', [30])
  const second = await other.start('hold', [30])
  await first.reached('running')
  await second.reached('running')
  const all = await site.start('hold-all', [30])
  await all.reached('queued')

  await first.stop()
  await first.ended()
  // One slot is free now, and the call still waits for the other.
  await expect.poll(() => site.page.evaluate(() => window.sublet.pool().holders.length)).toBe(1)
  expect((await all.state()).leases[0]?.stage).toBe('queued')

  await second.stop()
  await all.reached('running')
  const holders = () => other.page.evaluate(() => window.sublet.pool().holders)
  await expect.poll(holders).toMatchObject([{ demo: 'hold-all', size: 'xlarge' }])
  await all.stop()
})

test('of those who wait, the shorter declared duration goes first', async ({ site, openTab }) => {
  const other = await openTab()
  const all = await site.start('hold-all', [30])
  await all.reached('running')
  const long = await site.start('hold', [60])
  await long.reached('queued')
  const middle = await other.start('hold-too', [40])
  await middle.reached('queued')
  const short = await other.start('hold', [5])
  await short.reached('queued')
  await expect
    .poll(() => site.page.evaluate(() => window.sublet.pool().queue.map(({ seconds }) => seconds)))
    .toEqual([5, 40, 60])

  await all.stop()
  await short.reached('running')
  await middle.reached('running')
  expect((await long.state()).leases[0]?.stage).toBe('queued')
  await short.stop()
  await long.reached('running')
  await middle.stop()
  await long.stop()
})

test('closing a tab in mid-lease frees its slot, unbilled', async ({ site, openTab }) => {
  const other = await openTab()
  const held = await other.start('hold-all', [60])
  await held.reached('running')
  const waits = await site.start('hold', [30])
  await waits.reached('queued')
  await other.page.close()
  await waits.reached('running')
  await waits.stop()
  await waits.ended()
  const bill = async () => (await waits.state()).leases[0]?.bill
  await expect.poll(bill).toBeDefined()
  // All that was charged is what this tab's own call ran; the lost one is not billed.
  const usedMs = () => site.page.evaluate(() => window.sublet.quota().usedMs)
  await expect.poll(usedMs).toBe((await bill())?.chargedMs)
})

test('an endless loop is ended at its deadline, and costs only that call', async ({ site }) => {
  const { page } = site
  const looping = await site.start('endless', [1])
  await looping.reached('running')
  // The page answers while the loop runs.
  const holders = () => page.evaluate(() => window.sublet.pool().holders.map(({ demo }) => demo))
  await expect.poll(holders).toEqual(['endless'])
  expect((await looping.state()).phase).toBe('working')

  expect(await looping.ended()).toMatchObject({
    error: { code: 'TaskAborted', message: expect.stringContaining('used up the 1 s') },
  })
  await expect.poll(() => page.evaluate(() => window.sublet.pool().holders.length)).toBe(0)
  expect((await looping.state()).leases[0]?.bill).toMatchObject({ outcome: 'overran', chargedMs: 1000 })

  const again = await site.start('endless', [0])
  expect(await again.ended()).toEqual({ outputs: ['done'] })
})

test('a call waits no longer than its caller allows', async ({ site }) => {
  const all = await site.start('hold-all', [30])
  await all.reached('running')
  const refusal = await site.page.evaluate(() =>
    window.sublet.predict('hold', [30], { maxWaitMs: 200 }).catch(({ code, figures }) => ({ code, figures })),
  )
  expect(refusal).toMatchObject({ code: 'QueueTimeout', figures: { allowedSeconds: 0.2 } })
  await all.stop()
})

test('a duration above the cap is refused with both numbers', async ({ site }) => {
  const greedy = await site.start('hold', [9999])
  expect(await greedy.ended()).toMatchObject({
    error: { code: 'IllegalDuration', figures: { requestedSeconds: 9999, allowedSeconds: 300 } },
  })
  const { usedMs, reservedMs } = await site.page.evaluate(() => window.sublet.quota())
  expect({ usedMs, reservedMs }).toEqual({ usedMs: 0, reservedMs: 0 })
})

test('the ledger has a row for the call that has settled, with what its bill says', async ({ site }) => {
  const call = await site.start('endless', [1])
  await call.ended()
  const bill = async () => (await call.state()).leases[0]?.bill
  await expect.poll(bill).toBeDefined()
  const { rows, days } = await site.page.evaluate(() => window.sublet.ledger({}))
  expect(days).toEqual([])
  expect(rows).toMatchObject([
    { demo: 'endless', outcome: 'overran', chargedMs: (await bill())?.chargedMs, creditMs: 0 },
  ])
  const later = { since: (rows[0]?.settledAt ?? 0) + 1 }
  expect((await site.page.evaluate((range) => window.sublet.ledger(range), later)).rows).toEqual([])
})

/** One lease here, one in the other tab, and a call of this tab that waits for both slots, before one that waits too. */
async function fill(site: Site, other: Site) {
  const first = await site.start('hold', [30])
  await first.reached('running')
  const second = await other.start('hold-too', [30])
  await second.reached('running')
  const whole = await site.start('hold-all', [20])
  await whole.reached('queued')
  const last = await other.start('hold', [60])
  await last.reached('queued')
  return { first, second, whole, last }
}

function part(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true })
}

test('the page says who holds the GPU, who is next and why, and stops what is of this tab', async ({
  site,
  openTab,
}) => {
  const { page } = site
  const { first, second, whole, last } = await fill(site, await openTab())
  await page.evaluate(() => {
    location.hash = '#/pool'
  })
  const now = part(page, 'Now')
  await expect(now.getByRole('status')).toHaveText(
    'hold and hold-too hold one half of the GPU each. Next: hold-all waits for both slots: two leases have to end.',
  )
  const [next, behind] = [now.getByRole('listitem').nth(0), now.getByRole('listitem').nth(1)]
  await expect(next).toContainText('2 × 20 s')
  await expect(behind).toContainText('needs a slot; one call is before it')
  await expect(behind).toContainText('in another tab')

  await now.getByRole('button', { name: 'Stop hold', exact: true }).click()
  expect(await first.ended()).toMatchObject({ error: { code: 'Cancelled' } })
  await expect(now.getByRole('status')).toContainText('one is kept free for it, the other one drains')
  await now.getByRole('button', { name: 'Cancel hold-all, number 1' }).click()
  expect(await whole.ended()).toMatchObject({ error: { code: 'Cancelled' } })
  await last.reached('running')

  // The lease that was stopped is in the ledger, and the one that waited too short to have one is not.
  const leases = page.getByRole('table', { name: 'Leases', exact: true })
  await expect(leases.getByRole('row').filter({ hasText: 'cancelled' })).toHaveCount(1)
  await second.stop()
  await last.stop()
})

test('the timeline goes by keys, and is saved as a trace', async ({ site }) => {
  const { page } = site
  const call = await site.start('endless', [1])
  await call.ended()
  await page.evaluate(() => {
    location.hash = '#/pool'
  })
  const timeline = part(page, 'Timeline')
  await page.getByRole('application', { name: 'Leases over time: 1' }).focus()
  await page.keyboard.press('ArrowUp')
  await expect(timeline.getByRole('status')).toContainText('overran')
  await expect(timeline.getByRole('status')).toContainText('charged1.00 s')
  await page.keyboard.press('ArrowLeft')
  await expect(timeline.getByRole('button', { name: 'Live' })).toHaveAttribute('aria-pressed', 'false')

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    timeline.getByRole('button', { name: 'Save trace' }).click(),
  ])
  const trace = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect(trace.traceEvents).toContainEqual(
    expect.objectContaining({ ph: 'X', cat: 'run', pid: 1, dur: expect.closeTo(1_000_000, -5) }),
  )
})

test('what is set holds for the pool', async ({ site, openTab }) => {
  const { page } = site
  await page.evaluate(() => {
    location.hash = '#/pool'
  })
  const form = page.getByRole('form', { name: 'Pool settings' })
  await form.getByLabel('Queue limit').fill('3')
  await form.getByRole('button', { name: 'Apply' }).click()
  const other = await openTab()
  const limit = () =>
    other.page.evaluate(() => window.sublet.pool().settings.queueLimit).catch(() => undefined)
  await expect.poll(limit).toBe(3)
  await form.getByRole('button', { name: 'Reset to defaults' }).click()
  await expect.poll(limit).toBe(64)

  await page.getByRole('radio', { name: 'Free' }).check()
  await expect(part(page, 'Quota')).toContainText('You visit as Free')
})

test('the page holds no barriers, at any width, light and dark', async ({ site, openTab }) => {
  const { page } = site
  const { first, second, whole, last } = await fill(site, await openTab())
  await page.evaluate(() => {
    location.hash = '#/pool'
  })
  await expect(part(page, 'Adapter')).toContainText('Limits')
  for (const width of [390, 1024, 1600]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    if (width !== 1024) expect(await violations(page)).toEqual([])
  }
  for (const call of [whole, last, first, second]) await call.stop()
})

test('numbers count and bars grow without long tasks', async ({ site, openTab }) => {
  const { page } = site
  const { first, second, whole, last } = await fill(site, await openTab())
  await page.evaluate(() => {
    location.hash = '#/pool'
  })
  await expect(part(page, 'Adapter')).toContainText('Limits')
  // Other work of this machine can make any task look long: what the page does all the time is in every window.
  const longTasks = () =>
    page.evaluate(
      () =>
        new Promise<number[]>((resolve) => {
          const seen: number[] = []
          const observer = new PerformanceObserver((list) => {
            for (const { duration } of list.getEntries()) seen.push(Math.round(duration))
          })
          observer.observe({ type: 'longtask' })
          setTimeout(() => {
            observer.disconnect()
            resolve(seen)
          }, 2_000)
        }),
    )
  await expect.poll(longTasks, { timeout: 25_000 }).toEqual([])
  for (const call of [whole, last, first, second]) await call.stop()
})
