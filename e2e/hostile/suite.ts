import { expect, type TestType } from '@playwright/test'
import * as v from 'valibot'
import { attacks } from './attacks'
import { attempt } from './attempt'
import { judge } from './judge'
import { ask, type HostilePage, takeStock } from './page'
import { look, selfCheck } from './world'

type WithPage = TestType<object, { openHostile: () => Promise<HostilePage> }>

/** The same attacks for every browser; `openHostile` opens the site in it, once for many of them. */
export function hostileSuite(test: WithPage): void {
  let opened: HostilePage | undefined

  /** Opened when a test needs it: after a failure it is another process that goes on. */
  async function ready(openHostile: () => Promise<HostilePage>): Promise<HostilePage> {
    if (opened !== undefined) return opened
    opened = await openHostile()
    await takeStock(opened)
    // So that there is something in the store that could be spoilt.
    const staged = await ask(opened, v.number(), async () => {
      await window.sublet.predict('logits', [Array.from({ length: 64 }, () => 0)])
      return `${(await window.sublet.models()).length}`
    })
    expect(staged).toBeGreaterThan(0)
    return opened
  }

  test.afterAll(async () => {
    await opened?.close()
    opened = undefined
  })

  for (const attack of attacks) {
    test(`${attack.demo} ${attack.name}: ${attack.tries}`, async ({ openHostile }) => {
      expect(await judge(await ready(openHostile), attack)).toEqual([])
    })
  }

  test('a module that ends itself is left by Stop', async ({ openHostile }) => {
    const page = await ready(openHostile)
    const { ended } = await attempt(page, { demo: 'hostile-close', inputs: [], stopAfterMs: 1000 })
    expect(ended).toBe('! Cancelled')
    expect(await selfCheck(page)).toEqual([])
  })

  test('a module that loops is given up after 30 s; others go on meanwhile', async ({ openHostile }) => {
    const page = await ready(openHostile)
    const looping = attempt(page, { demo: 'hostile-module-loop', inputs: [] })
    for (let turn = 0; turn < 5; turn++) {
      expect((await attempt(page, { demo: 'hostile-bystander', name: 'fine' })).ended).toBe('fine')
    }
    const { ended, message, frozenMs } = await looping
    expect(`${ended}: ${message}`).toContain('! HandlerFailed: The handler did not get past its module scope')
    expect(frozenMs).toBeLessThan(2000)
    expect((await look(page)).store).toMatchObject({ models: 1 })
    expect(await selfCheck(page)).toEqual([])
  })
}
