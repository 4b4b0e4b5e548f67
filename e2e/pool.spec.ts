import { expect, test } from './site'

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
