import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Call, Holder, PoolSnapshot, Waiter } from '../../host/types'
import { App } from '../app'
import { type FakeHost, type FakeHostOptions, fakeHost, fakePool } from '../host.fixture'
import { render } from '../render.fixture'
import { fakeRow } from './timeline/spans.fixture'

const holder: Holder = {
  lease: 7,
  request: 'r1',
  tab: 'here.1',
  demo: 'stories',
  fn: 'tell',
  size: 'large',
  state: 'running',
  seconds: 12,
  ranMs: 3_000,
  loaded: 0,
  total: 0,
}
const waiter: Waiter = {
  request: 'r2',
  tab: 'there.1',
  demo: 'worlds',
  fn: 'make',
  size: 'xlarge',
  seconds: 15,
  position: 1,
  waitedMs: 400,
  etaMs: 9_000,
  why: 'both slots',
  next: true,
}
const own: Waiter = {
  ...waiter,
  request: 'r3',
  tab: 'here.1',
  size: 'large',
  why: 'slot',
  position: 2,
  next: false,
}
const spec = { title: 'Stories', description: '', inputs: [], outputs: [], gpu: [] }

beforeEach(() => {
  location.hash = '#/pool'
})

function open(options: Partial<FakeHostOptions> = {}): FakeHost {
  const host = fakeHost({ specs: { stories: spec, worlds: spec }, pool: fakePool(), ...options })
  render(<App host={host} />)
  return host
}

const region = (name: string) => page.getByRole('region', { name, exact: true })

test('in one line: who holds the GPU, who is next, and why', async () => {
  open({ pool: fakePool({ holders: [holder], queue: [waiter] }) })
  await expect
    .element(region('Now').getByRole('status'))
    .toHaveTextContent(
      'stories holds one half of the GPU, the other one is free. Next: worlds waits for both slots: one is kept free for it, the other one drains.',
    )
})

test('the queue says of each call what it asks, how long it waits and why', async () => {
  open({ pool: fakePool({ holders: [holder], queue: [own, waiter] }) })
  const places = region('Now').getByRole('list', { name: 'Queue' }).getByRole('listitem')
  await expect.element(places.nth(0)).toHaveTextContent('worlds make()')
  await expect.element(places.nth(0)).toHaveTextContent('2 × 15 s')
  await expect.element(places.nth(1)).toHaveTextContent('the first of them takes both slots')
})

test('a call of this tab can be cancelled, one of another tab cannot', async () => {
  const cancelled: string[] = []
  const host = fakeHost({ specs: { stories: spec } })
  const call = (id: string): Call => {
    const made = host.demo('stories')?.call([])
    if (made === undefined) throw new Error('there is no such demo')
    return { ...made, cancel: () => cancelled.push(id) }
  }
  open({
    pool: fakePool({ holders: [holder], queue: [waiter, own] }),
    own: new Map([
      ['r1', call('held')],
      ['r3', call('waiting')],
    ]),
  })
  const queue = region('Now').getByRole('list', { name: 'Queue' })
  await expect.element(queue.getByRole('listitem').nth(0)).toHaveTextContent('in another tab')
  expect(queue.getByRole('button').elements()).toHaveLength(1)
  await queue.getByRole('button', { name: 'Cancel worlds, number 2' }).click()
  await region('Now').getByRole('button', { name: 'Stop stories' }).click()
  expect(cancelled).toEqual(['waiting', 'held'])
})

test('what counts goes on between snapshots', async () => {
  open({ pool: fakePool({ holders: [holder], queue: [waiter] }) })
  const left = () => Number(/([\d.]+) s left of 12 s/.exec(region('Now').element().textContent ?? '')?.[1])
  await expect.poll(left).toBeLessThan(9)
  await expect.poll(left).toBeLessThan(8.7)
})

test('nothing resident is said plainly, and what is has a tile of its level', async () => {
  const host = open()
  await expect.element(region('Memory')).toHaveTextContent('Nothing is resident')
  const resident = { runner: 'u1', tab: 'here.1', demo: 'stories', level: 'warm', held: 11e6 } as const
  const idle = { ...resident, runner: 'u2', level: 'idle', held: 0 } as const
  host.pool.setState({ pool: fakePool({ residents: [resident, idle] }) })
  await expect
    .element(region('Memory').getByRole('img', { name: 'Resident by demo and runner: stories 11 MB warm' }))
    .toBeVisible()
  expect(
    region('Memory').element().querySelectorAll('[data-tile="stories"][data-level="warm"]'),
  ).toHaveLength(1)
  await expect.element(region('Memory')).toHaveTextContent('1 runner is loaded and idle: it holds nothing.')
})

const rows = [
  fakeRow({ lease: 1, grantedAt: Date.now() - 50_000 }),
  fakeRow({ lease: 2, demo: 'worlds', grantedAt: Date.now() - 40_000, outcome: 'lost', chargedMs: 0 }),
  fakeRow({ lease: 3, grantedAt: Date.now() - 20_000, ranMs: 9_000, chargedMs: 9_000 }),
]
const ledger = async () => ({ rows, days: [] })

test('the timeline is drawn, and goes from lease to lease by keys', async () => {
  open({ ledger })
  const board = page.getByRole('application', { name: 'Leases over time: 3' })
  await expect.element(board).toBeVisible()
  const details = () => region('Timeline').getByRole('status')
  await userEvent.click(region('Timeline').getByRole('button', { name: 'By demo' }))
  const element = board.element()
  if (element instanceof HTMLElement) element.focus()
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(details()).toHaveTextContent('lease#3')
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(details()).toHaveTextContent('worlds tell()')
  await expect.element(details()).toHaveTextContent('outcomelost')

  const canvas = element.querySelector('canvas')
  const pixels = () =>
    canvas
      ?.getContext('2d')
      ?.getImageData(0, 0, canvas.width, canvas.height)
      .data.some((value) => value > 0)
  await expect.poll(pixels).toBe(true)
})

test('the timeline is live until it is moved, and comes back', async () => {
  open({ ledger })
  const live = region('Timeline').getByRole('button', { name: 'Live' })
  await expect.element(live).toHaveAttribute('aria-pressed', 'true')
  const element = page.getByRole('application').element()
  if (element instanceof HTMLElement) element.focus()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(live).toHaveAttribute('aria-pressed', 'false')
  await userEvent.keyboard('{End}')
  await expect.element(live).toHaveAttribute('aria-pressed', 'true')
})

test('leases are listed, filtered and sorted', async () => {
  open({ ledger })
  const table = page.getByRole('table', { name: 'Leases' })
  await expect.element(table).toBeVisible()
  const shown = () =>
    Array.from(table.element().querySelectorAll('tbody tr'), (row) => row.getAttribute('data-lease'))
  expect(shown()).toEqual(['3', '2', '1'])
  await userEvent.click(table.getByRole('button', { name: 'settled' }))
  expect(shown()).toEqual(['1', '2', '3'])
  await page.getByLabelText('Outcome', { exact: true }).selectOptions('completed')
  expect(shown()).toEqual(['1', '3'])
  await page.getByLabelText('Demo', { exact: true }).selectOptions('worlds')
  await expect.element(region('Ledger')).toHaveTextContent('No lease of this span of time is like that.')
})

test('settings are checked before they are set, and set only where they changed', async () => {
  const host = open()
  const form = page.getByRole('form', { name: 'Pool settings' })
  const limit = form.getByLabelText('Queue limit')
  const set = form.getByRole('button', { name: 'Apply' })
  await expect.element(set).toBeDisabled()
  await limit.fill('0')
  await expect.element(form).toHaveTextContent('A whole number, from 1 to 1000.')
  await expect.element(set).toBeDisabled()
  await limit.fill('5')
  await set.click()
  expect(host.configured).toEqual([{ queueLimit: 5 }])
  await expect.element(form.getByRole('status')).toHaveTextContent('Set, for all tabs.')
})

test('settings go back to their defaults', async () => {
  const settings = { ...fakePool().settings, keepAliveMs: 1_000 }
  const host = open({ pool: fakePool({ settings }) })
  await page.getByRole('button', { name: 'Reset to defaults' }).click()
  expect(host.configured).toEqual([{ keepAliveMs: 60_000 }])
})

test('a tier is chosen by its numbers; credits are for those that go on past their quota', async () => {
  const host = open()
  const tiers = page.getByRole('group', { name: 'Visit as' })
  await expect.element(tiers.getByRole('radio', { name: 'PRO' })).toBeChecked()
  await tiers.getByRole('radio', { name: 'Free' }).click()
  expect(host.tiers).toEqual(['free'])
  await page.getByLabelText('Add minutes').fill('5')
  await page.getByRole('button', { name: 'Add credits' }).click()
  expect(host.credits).toEqual([300])

  const { quota } = fakePool()
  const free: PoolSnapshot = fakePool({ quota: { ...quota, tier: 'free', extensible: false } })
  host.pool.setState({ pool: free })
  await expect
    .element(page.getByRole('form', { name: 'Credits' }))
    .toHaveTextContent('Free ends with its quota')
})

test('the adapter is named, with limits that can be searched', async () => {
  open()
  const adapter = region('Adapter')
  await expect.element(adapter).toHaveTextContent('swiftshader does it on the CPU')
  await adapter.getByLabelText('Search limits').fill('bind groups')
  await expect.element(adapter.getByRole('table', { name: 'Limits' })).toHaveTextContent('maxBindGroups')
  await adapter.getByLabelText('Search limits').fill('nothing of the kind')
  await expect.element(adapter).toHaveTextContent('No limit is called so.')
})
