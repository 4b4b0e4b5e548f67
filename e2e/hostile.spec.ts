import type { PoolSnapshot } from '../src/host/types'
import { expect, requestLog, type Site, test } from './site'

const DECLARED_MS = 2000

const pool = ({ page }: Site): Promise<PoolSnapshot> => page.evaluate(() => window.sublet.pool())

/** What must hold after any attack: the pool is free, others and the demo itself work, the page is unharmed. */
async function expectUnharmed(site: Site): Promise<void> {
  await expect.poll(async () => (await pool(site)).holders).toEqual([])
  expect((await pool(site)).queue).toEqual([])
  const other = await site.start('endless', [0])
  expect(await other.ended()).toEqual({ outputs: ['done'] })
  const again = await site.start('hostile', ['fine'])
  expect(await again.ended()).toEqual({ outputs: ['fine'] })
  const page = await site.page.evaluate(() => ({
    polluted: Reflect.get({}, 'polluted'),
    prototype: Object.keys(Object.prototype),
  }))
  expect(page).toEqual({ polluted: undefined, prototype: [] })
}

/** Nobody is charged more than what was declared, whatever the runner says. */
async function expectChargedAtMost(site: Site, limitMs: number): Promise<void> {
  const quota = () => site.page.evaluate(() => window.sublet.quota())
  await expect.poll(async () => (await quota()).reservedMs).toBe(0)
  expect((await quota()).usedMs).toBeLessThanOrEqual(limitMs)
}

test('thousands of malformed messages are dropped', async ({ site }) => {
  const call = await site.start('hostile', ['flood'])
  expect(await call.ended()).toEqual({ outputs: ['flooded'] })
  await expectUnharmed(site)
})

for (const attack of ['forge', 'mute', 'keep']) {
  test(`${attack}: the deadline ends the runner; others go on meanwhile`, async ({ site }) => {
    const call = await site.start('hostile', [attack])
    await call.reached('running')
    await expect
      .poll(async () => (await pool(site)).holders)
      .toMatchObject([{ demo: 'hostile', seconds: 2, size: 'large' }])
    const other = await site.start('endless', [0])
    expect(await other.ended()).toEqual({ outputs: ['done'] })

    expect(await call.ended()).toMatchObject({ error: { code: 'TaskAborted' } })
    const bill = async () => (await call.state()).leases[0]?.bill
    await expect.poll(bill).toMatchObject({ outcome: 'overran', chargedMs: DECLARED_MS })
    // One lease, however many were asked for.
    expect((await call.state()).leases).toHaveLength(1)
    await expectUnharmed(site)
    await expectChargedAtMost(site, DECLARED_MS + 200)
  })
}

test('an attach that is reported before its grant, backwards and too large starts like any other', async ({
  site,
}) => {
  const call = await site.start('hostile', ['backwards'])
  expect(await call.ended()).toEqual({ outputs: ['fine'] })
  const { leases } = await call.state()
  expect(leases).toMatchObject([{ loaded: expect.any(Number) }])
  await expectUnharmed(site)
})

test('what a runner claims to hold counts at most as its slice, and keeps nobody out', async ({ site }) => {
  const pixels = Array.from({ length: 64 }, () => 0)
  const neighbour = await site.start('logits', [pixels])
  await neighbour.ended()
  const call = await site.start('hostile', ['claim'])
  expect(await call.ended()).toEqual({ outputs: ['claimed'] })
  await expect.poll(async () => (await pool(site)).holders).toEqual([])
  const { residents, budgetBytes } = await pool(site)
  const of = (demo: string) => residents.find((resident) => resident.demo === demo)
  expect(of('hostile')?.held).toBeLessThanOrEqual(budgetBytes / 2)
  expect(of('logits')).toMatchObject({ level: 'warm' })
  const again = await site.start('logits', [pixels])
  expect(await again.ended()).toEqual({ outputs: [expect.anything()] })
  await expectUnharmed(site)
})

test('poisoned objects stay objects', async ({ site }) => {
  const call = await site.start('hostile', ['poison'])
  const { outputs } = await call.ended()
  expect(outputs).toHaveLength(1)
  await expectUnharmed(site)
})

test('a runner cannot make the page ask for any number of files', async ({ site }) => {
  const asked = async () =>
    (await requestLog(site.page)).filter((path) => path.includes('/models/hostile/')).length
  const call = await site.start('hostile', ['models'])
  expect(await call.ended()).toEqual({ outputs: ['asked'] })
  await expectUnharmed(site)
  await expect.poll(asked).toBe(64)
})
