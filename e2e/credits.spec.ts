import { readFileSync } from 'node:fs'
import type { Quota, Tier } from '../src/host/types'
import { expect, type Site, test } from './site'

// What happens when a quota is used up. Nobody waits for 40 minutes of GPU time to pass: most of it was "used earlier
// today", which is written into the ledger where a scheduler finds it as it starts.

const CREDIT_MS = 60_000

/** The ledger as it would be after more calls like the one that this makes: `leftMs` of the tier's quota are left. */
async function useUp(site: Site, tier: Tier, leftMs: number): Promise<void> {
  const { page } = site
  await page.evaluate((tier) => window.sublet.visitAs(tier), tier)
  const call = await site.start('tick', [1])
  expect(await call.ended()).toEqual({ outputs: ['1'] })
  await expect.poll(async () => (await call.state()).leases[0]?.bill).toBeDefined()
  const { limitMs } = await quotaOf(site)

  // A page of this origin without the app; the lock is that by which schedulers are elected, so none runs meanwhile.
  await page.goto('/log')
  await page.evaluate(
    ({ tier, usedMs }) =>
      navigator.locks.request('sublet-scheduler', async () => {
        const done = <T>(request: IDBRequest<T>): Promise<T> =>
          new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result)
            request.onerror = () => reject(request.error)
          })
        const database = await done(indexedDB.open('sublet-scheduler'))
        const tx = database.transaction(['settlements', 'windows'], 'readwrite')
        const settlements = tx.objectStore('settlements')
        const windows = tx.objectStore('windows')
        const row = (await done(settlements.getAll())).at(-1)
        const usage = await done(windows.get(tier))
        const ms = usedMs - usage.usedMs
        await done(settlements.add({ ...row, lease: row.lease + 1, ranMs: ms, chargedMs: ms }))
        await done(windows.put({ ...usage, usedMs, runs: usage.runs + 1 }))
        database.close()
      }),
    { tier, usedMs: limitMs - leftMs },
  )
  await site.open()
  await expect.poll(() => quotaOf(site)).toMatchObject({ tier, remainingMs: leftMs })
}

async function quotaOf({ page }: Site): Promise<Quota> {
  const known = await page.waitForFunction(() => {
    try {
      return window.sublet.quota()
    } catch {
      // The scheduler has not answered yet.
      return undefined
    }
  })
  const quota = await known.jsonValue()
  if (quota === undefined) throw new Error('there is no quota')
  return quota
}

/** The figures of a CSV file in its columns. */
function sumsOf(csv: string): Record<string, number> {
  const [header = '', ...lines] = csv.trimEnd().split('\r\n')
  const columns = header.split(',')
  const sum = (column: string): number =>
    lines.reduce((total, line) => total + Number(line.split(',')[columns.indexOf(column)]), 0)
  return { leases: sum('leases'), chargedMs: sum('charged_ms'), creditMs: sum('credit_ms') }
}

test('PRO goes on past its quota on credits, and is told so to the millisecond', async ({ site }) => {
  const { page } = site
  await useUp(site, 'pro', 400)
  const refused = await site.start('endless', [1])
  expect(await refused.ended()).toMatchObject({
    error: { code: 'QuotaExceeded', figures: { requestedSeconds: 1, leftSeconds: 0.4 } },
  })

  await page.evaluate((seconds) => window.sublet.addCredits(seconds), CREDIT_MS / 1000)
  await expect.poll(() => quotaOf(site)).toMatchObject({ remainingMs: 400, creditsMs: CREDIT_MS })
  const onCredit = await site.start('tick', [2])
  expect(await onCredit.ended()).toEqual({ outputs: ['2'] })

  // It runs to its deadline, so its charge is known: one second, of which the quota still has less.
  await page.evaluate(() => {
    location.hash = '#/d/endless'
  })
  await page.getByLabel('1 to loop').fill('1')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const result = page.getByRole('region', { name: 'Result' })
  await expect(result).toContainText(/overran at 1\.00 s · charged 1\.00 s, of which 0\.\d\d s from credits/)

  // What both calls together took, less what the quota had: the first one's share of each is its own affair.
  const tookMs = 1_000 + ((await onCredit.state()).leases[0]?.bill?.chargedMs ?? Number.NaN)
  await expect
    .poll(() => quotaOf(site))
    .toMatchObject({ remainingMs: 0, creditsMs: CREDIT_MS - (tookMs - 400) })

  const last = await site.start('tick', [3])
  expect(await last.ended()).toEqual({ outputs: ['3'] })
  const bill = async () => (await last.state()).leases[0]?.bill
  await expect.poll(bill).toMatchObject({ outcome: 'completed' })
  expect((await bill())?.creditMs).toBe((await bill())?.chargedMs)
})

test('the export adds up to what was used, and the page saves the same', async ({ site }) => {
  const { page } = site
  await useUp(site, 'pro', 400)
  await page.evaluate((seconds) => window.sublet.addCredits(seconds), CREDIT_MS / 1000)
  const over = await site.start('endless', [1])
  await over.ended()
  await expect.poll(async () => (await over.state()).leases[0]?.bill).toMatchObject({ creditMs: 600 })

  const { csv, json, total, demos } = await page.evaluate(async () => {
    const { total, byDemo } = await window.sublet.spend()
    return {
      csv: await window.sublet.exportLedger('csv'),
      json: await window.sublet.exportLedger('json'),
      total,
      demos: byDemo.map(({ demo }) => demo),
    }
  })
  const { limitMs } = await quotaOf(site)
  const sums = { leases: 3, chargedMs: limitMs + 600, creditMs: 600 }
  expect(sumsOf(csv)).toEqual(sums)
  expect(total).toMatchObject(sums)
  expect(demos).toEqual(['tick', 'endless'])
  expect(JSON.parse(json)).toEqual(await page.evaluate(() => window.sublet.ledger()))

  await page.evaluate(() => {
    location.hash = '#/pool'
  })
  const ledger = page.getByRole('region', { name: 'Ledger' })
  await expect(ledger).toContainText('3 leases · charged 2400.60 s, of which 0.60 s from credits')
  const saving = page.waitForEvent('download')
  await ledger.getByRole('button', { name: 'Save CSV' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/^sublet-ledger-\d{4}-\d\d-\d\d\.csv$/)
  expect(readFileSync(await saved.path(), 'utf8')).toBe(csv)
})

test('Free ends with its quota, whatever it would pay', async ({ site }) => {
  await useUp(site, 'free', 400)
  const refused = await site.start('endless', [1])
  expect(await refused.ended()).toMatchObject({
    error: {
      code: 'QuotaExceeded',
      message: expect.stringMatching(
        /^You have exceeded your Free quota \(1s requested vs\. 0\.4s left\)\. Try again in 2[34]:\d\d:\d\d$/,
      ),
      figures: { requestedSeconds: 1, leftSeconds: 0.4, tryAgainInSeconds: expect.any(Number) },
    },
  })
  const error = await site.page.evaluate(() => {
    try {
      window.sublet.addCredits(60)
      return undefined
    } catch (thrown) {
      return { ...Object(thrown) }
    }
  })
  expect(error).toMatchObject({
    code: 'QuotaExceeded',
    figures: { requestedSeconds: 60, limitSeconds: 300 },
    wayOut: expect.stringContaining('PRO'),
  })
  expect(await quotaOf(site)).toMatchObject({ extensible: false, creditsMs: 0, remainingMs: 400 })
})

test('what a program says wrong is refused at once, with the bounds', async ({ site }) => {
  await quotaOf(site)
  const refusals = await site.page.evaluate(async () => {
    const { sublet } = window
    // Programs are not bound to types.
    const untyped = (json: string) => JSON.parse(json)
    const wrong = {
      credits: () => sublet.addCredits(-1),
      budget: () => sublet.configure({ budgetBytes: 0.5 }),
      queue: () => sublet.configure({ queueLimit: 2_000 }),
      setting: () => sublet.configure(untyped('{ "budget": 5 }')),
      tier: () => sublet.visitAs(untyped('"king"')),
      wait: () => sublet.predict('hold', [1], { maxWaitMs: Number.POSITIVE_INFINITY }),
      range: () => sublet.spend(untyped('{ "since": "yesterday" }')),
      format: () => sublet.exportLedger(untyped('"xml"')),
    }
    const told: Record<string, string> = {}
    for (const [name, say] of Object.entries(wrong)) {
      try {
        await say()
        told[name] = 'nothing'
      } catch (thrown) {
        const { code, message, wayOut } = Object(thrown)
        told[name] = `${code}: ${message} ${wayOut}`
      }
    }
    return told
  })
  expect(refusals).toEqual({
    credits: expect.stringMatching(/^IllegalDuration: .* -1 s .* 0\.001 s to 3600000 s/),
    budget: expect.stringMatching(/^OutOfMemory: .* 0\.5: it is a whole number from 1 to/),
    queue: expect.stringMatching(/^QueueFull: .* 2000: it is a whole number from 1 to 1000/),
    setting: expect.stringMatching(/no setting 'budget'.* keepAliveMs, budgetBytes, queueLimit/),
    tier: expect.stringMatching(/no tier 'king'.* unauthenticated, free, pro/),
    wait: expect.stringMatching(/^QueueTimeout: .* Infinity ms .* 0 to 86400000/),
    range: expect.stringContaining('milliseconds since the epoch'),
    format: expect.stringContaining("as 'xml'"),
  })

  await site.page.evaluate(() => window.sublet.configure({ queueLimit: 3 }))
  const settings = () => site.page.evaluate(() => window.sublet.pool().settings)
  await expect.poll(settings).toMatchObject({ queueLimit: 3 })
})
