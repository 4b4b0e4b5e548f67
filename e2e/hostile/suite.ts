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
    expect(staged).toBe(1)
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

  test('a module that ends itself, and one that loops, are given up; others go on meanwhile', async ({
    openHostile,
  }) => {
    const page = await ready(openHostile)
    const given = ['hostile-close', 'hostile-module-loop'].map((demo) => attempt(page, { demo, inputs: [] }))
    for (let turn = 0; turn < 5; turn++) {
      expect((await attempt(page, { demo: 'hostile-bystander', name: 'fine' })).ended).toBe('fine')
    }
    for (const { ended, message, frozenMs } of await Promise.all(given)) {
      expect(ended).toBe('! HandlerFailed')
      expect(message).toContain('nothing happened for 30 s')
      expect(frozenMs).toBeLessThan(2000)
    }
    expect((await look(page)).store).toMatchObject({ models: 1 })
    expect(await selfCheck(page)).toEqual([])
  })
}
