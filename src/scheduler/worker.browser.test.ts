import { afterEach, expect, test } from 'vitest'
import { createTestTab, type TestTab } from './tab.fixture'

const tabs: TestTab[] = []
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.client.close()
})

function openTab(): TestTab {
  const tab = createTestTab(
    () =>
      new SharedWorker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'sublet-scheduler' })
        .port,
  )
  tabs.push(tab)
  return tab
}

test('two tabs share one pool in the real SharedWorker, and a dead one gives its slots to the other', async () => {
  const [one, other] = [openTab(), openTab()]
  const held = one.call({ size: 'xlarge' })
  const grant = await held.granted
  const waiting = other.call()
  held.handle.started(1)
  one.client.close()
  expect((await waiting.granted).lease).toBeGreaterThan(grant.lease)
  waiting.handle.started(1)
  waiting.handle.settle('completed')
  expect(await waiting.settled).toMatchObject({ outcome: 'completed' })
})
