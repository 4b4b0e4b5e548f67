import { expect, type Started, test } from './site'

const LONG = [60_000]

test('two calls of a demo run at the same time, each in a runner of its own; the third waits', async ({
  site,
}) => {
  const { page } = site
  const pool = () => page.evaluate(() => window.sublet.pool())
  /** Which runner a call is in, by its own word. */
  const runnerOf = async (call: Started) => {
    await expect.poll(async () => (await call.state()).outputs).toHaveLength(1)
    return (await call.state()).outputs?.[0]
  }

  const first = await site.start('side-by-side', LONG)
  await first.reached('running')
  const second = await site.start('side-by-side', LONG)
  await second.reached('running')
  const third = await site.start('side-by-side', LONG)

  const holders = async () => (await pool()).holders.map(({ demo, state }) => `${demo} ${state}`)
  await expect.poll(holders).toEqual(['side-by-side running', 'side-by-side running'])
  const leased = (await pool()).residents.filter(({ level }) => level === 'leased')
  expect(new Set(leased.map(({ runner }) => runner)).size).toBe(2)
  const [one, two] = [await runnerOf(first), await runnerOf(second)]
  expect(one).not.toBe(two)
  // It waits in its tab, for a runner; the scheduler has not heard of it.
  expect(await third.state()).toMatchObject({ phase: 'waiting', ahead: 1, leases: [] })
  expect((await pool()).queue).toEqual([])

  await second.stop()
  await third.reached('running')
  expect(await runnerOf(third)).toBe(two)
  await third.stop()
  await third.ended()
  await first.stop()
  await first.ended()

  // Both are warm now; a single call goes to the one that was used last, and stays there.
  for (let call = 0; call < 2; call++) {
    const single = await site.start('side-by-side', [0])
    expect(await single.ended()).toEqual({ outputs: [one] })
  }
  await expect.poll(async () => (await pool()).residents.map(({ level }) => level)).toEqual(['warm', 'warm'])
})
