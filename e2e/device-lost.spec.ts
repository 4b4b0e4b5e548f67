import type { Browser } from '@playwright/test'
import { launchOptions } from '../tools/browser/chromium.mjs'
import { expect, type Site, type Started, test } from './site'

// The loss is a real one: the browser's GPU process crashes, and is started again. Chromium does that a few times only,
// and refuses WebGPU to the site afterwards, unless it is told otherwise.
const { args, ...launch } = launchOptions()
test.use({
  launchOptions: {
    ...launch,
    args: [...args, '--disable-gpu-process-crash-limit', '--disable-domain-blocking-for-3d-apis'],
  },
})

async function crashGpu(browser: Browser | null): Promise<void> {
  const session = await sessionOf(browser)
  await session.send('Browser.crashGpuProcess')
  await session.detach()
}

/** A crash takes Chromium half a second to write down; this one is noticed at once. */
async function killGpu(browser: Browser | null): Promise<void> {
  const session = await sessionOf(browser)
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const gpu = processInfo.find(({ type }) => type === 'GPU')
  if (gpu === undefined) throw new Error('the browser has no GPU process')
  process.kill(gpu.id, 'SIGKILL')
  await session.detach()
}

function sessionOf(browser: Browser | null) {
  if (browser === null) throw new Error('the context has no browser')
  return browser.newBrowserCDPSession()
}

/** What the ledger has of the leases so far, oldest first. */
async function ledger({ page }: Site): Promise<string[]> {
  const { rows } = await page.evaluate(() => window.sublet.ledger({}))
  // A short run may cost nothing.
  return rows.map(({ outcome, chargedMs }) => (outcome === 'lost' ? `lost, ${chargedMs} ms` : outcome))
}

function logitsOf(outputs: unknown[] | undefined): unknown {
  const [output] = outputs ?? []
  return typeof output === 'object' && output !== null && 'logits' in output ? output.logits : undefined
}

const level = ({ page }: Site) =>
  page.evaluate(() => window.sublet.pool().residents.map((held) => held.level))

async function billOf(call: Started) {
  await expect.poll(async () => (await call.state()).leases[0]?.bill).toBeDefined()
  return (await call.state()).leases[0]?.bill
}

test('lost while it runs, with nothing shown: unbilled, and tried once more on a fresh device', async ({
  site,
  context,
}) => {
  const call = await site.start('lost-run', ['first try'])
  await call.reached('running')
  await crashGpu(context.browser())
  expect(await call.ended()).toEqual({ outputs: ['try 2'] })
  expect(await billOf(call)).toMatchObject({ outcome: 'completed' })
  expect(await ledger(site)).toEqual(['lost, 0 ms', 'completed'])
  expect(await site.page.evaluate(() => window.sublet.pool().holders)).toEqual([])
})

test('lost while it runs, after something was shown: that stays, unbilled, and the next call works', async ({
  site,
  context,
}) => {
  const call = await site.start('lost-run', ['shows'])
  await expect.poll(async () => (await call.state()).outputs).toEqual(['shown'])
  await crashGpu(context.browser())
  expect(await call.ended()).toMatchObject({ error: { code: 'DeviceLost' } })
  expect(await call.state()).toMatchObject({ phase: 'failed', outputs: ['shown'], partial: true })
  expect(await billOf(call)).toMatchObject({ outcome: 'lost', chargedMs: 0 })
  const next = await site.start('lost-run', ['at once'])
  expect(await next.ended()).toEqual({ outputs: ['try 2'] })
  expect(await ledger(site)).toEqual(['lost, 0 ms', 'completed'])
})

test('lost twice: the second try is the last one', async ({ site, context }) => {
  const call = await site.start('lost-run', ['always'])
  await call.reached('running')
  await crashGpu(context.browser())
  await expect.poll(() => ledger(site)).toEqual(['lost, 0 ms'])
  await expect.poll(async () => (await call.state()).leases[0]?.stage).toBe('running')
  await crashGpu(context.browser())
  expect(await call.ended()).toMatchObject({ error: { code: 'DeviceLost' } })
  await expect.poll(() => ledger(site)).toEqual(['lost, 0 ms', 'lost, 0 ms'])
})

test('lost while its handler waits for something else: it does not wait on', async ({ site, context }) => {
  const call = await site.start('lost-run', ['deaf'])
  await call.reached('running')
  await crashGpu(context.browser())
  await expect.poll(() => ledger(site)).toEqual(['lost, 0 ms'])
  await expect.poll(async () => (await call.state()).leases[0]?.stage).toBe('running')
  await crashGpu(context.browser())
  expect(await call.ended()).toMatchObject({ error: { code: 'DeviceLost' } })
})

test('lost while a model runs: what it gave stays, unbilled, and the next call reads the same', async ({
  site,
  context,
}) => {
  const call = await site.start('lost-model', [false])
  await expect.poll(async () => (await call.state()).outputs).toHaveLength(1)
  const shown = logitsOf([...((await call.state()).outputs ?? [])])
  await crashGpu(context.browser())
  expect(await call.ended()).toMatchObject({ error: { code: 'DeviceLost' } })
  expect(await call.state()).toMatchObject({ phase: 'failed', partial: true })
  expect(await billOf(call)).toMatchObject({ outcome: 'lost', chargedMs: 0 })
  const next = await site.start('lost-model', [true])
  expect(logitsOf((await next.ended()).outputs)).toEqual(shown)
  expect(await ledger(site)).toEqual(['lost, 0 ms', 'completed'])
})

test('lost while it attaches: the clock never ran, and it attaches again', async ({ site, context }) => {
  const call = await site.start('lost-attach', [7])
  // Its device is there, and most of its sessions are not.
  await site.page.waitForFunction(() =>
    Object.values(window.calls).some(({ states }) => (states.at(-1)?.leases[0]?.loaded ?? 0) > 0),
  )
  await killGpu(context.browser())
  expect(await call.ended()).toEqual({ outputs: [10] })
  expect(await ledger(site)).toEqual(['lost, 0 ms', 'completed'])
})

test('lost while warm: the runner is idle, and the next call streams its weights to a fresh device', async ({
  site,
  context,
}) => {
  const first = await site.start('lost-warm', [])
  const before = await first.ended()
  const streamed = (await first.state()).leases[0]?.total
  await expect.poll(() => level(site)).toEqual(['warm'])
  await crashGpu(context.browser())
  await expect.poll(() => level(site)).toEqual(['idle'])

  const second = await site.start('lost-warm', [])
  const after = await second.ended()
  expect(before.outputs).toMatchObject([{ devices: 1 }])
  expect(after.outputs).toEqual([{ devices: 2, logits: logitsOf(before.outputs) }])
  expect((await second.state()).leases[0]).toMatchObject({ total: streamed, loaded: streamed })
  expect(streamed).toBeGreaterThan(0)
  expect(await ledger(site)).toEqual(['completed', 'completed'])
})
