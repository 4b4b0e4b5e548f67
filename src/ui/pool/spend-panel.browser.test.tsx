import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { PoolSnapshot, SpendReport } from '../../host/types'
import { App } from '../app'
import { type FakeHost, type FakeHostOptions, fakeHost, fakePool } from '../host.fixture'
import { render } from '../render.fixture'

const idle = { queuedMs: 0, attachMs: 0, creditMs: 0 }
const SPENT: SpendReport = {
  total: { ...idle, leases: 3, ranMs: 5_250, chargedMs: 6_000, creditMs: 750 },
  byDemo: [
    { ...idle, demo: 'stories', leases: 2, ranMs: 4_500, chargedMs: 4_500, creditMs: 750 },
    { ...idle, demo: 'gone', leases: 1, ranMs: 750, chargedMs: 1_500 },
  ],
  byDay: [
    { ...idle, day: '2026-01-04', leases: 1, ranMs: 750, chargedMs: 1_500 },
    { ...idle, day: '2026-01-05', leases: 2, ranMs: 4_500, chargedMs: 4_500, creditMs: 750 },
  ],
}
const stories = { title: 'Stories', description: '', inputs: [], outputs: [], gpu: [] }
const DAY_MS = 86_400_000

beforeEach(() => {
  location.hash = '#/pool'
})

function open(options: Partial<FakeHostOptions> = {}): FakeHost {
  const host = fakeHost({ specs: { stories }, pool: fakePool(), ...options })
  render(<App host={host} />)
  return host
}

const ledger = () => page.getByRole('region', { name: 'Ledger' })
const rows = (name: string) =>
  Array.from(ledger().getByRole('table', { name }).element().querySelectorAll('tbody tr'), (row) =>
    Array.from(row.querySelectorAll('td'), (cell) => cell.textContent).join('|'),
  )

test('what was spent is shown by demo, most expensive first, and by day, newest first', async () => {
  open({ spend: async () => SPENT })
  await expect.element(ledger()).toHaveTextContent('3 leases · charged 6.00 s, of which 0.75 s from credits')
  expect(rows('Spend by demo')).toEqual(['🔢 stories|2|4.50 s|4.50 s|', '◻️ gone|1|0.75 s|1.50 s|'])
  expect(rows('Spend by day')).toEqual(['2026-01-05|2|4.50 s|4.50 s|', '2026-01-04|1|0.75 s|1.50 s|'])
})

test('a span is of whole days, and what is saved is that span', async () => {
  const asked: number[] = []
  const host = open({
    spend: async ({ since }) => {
      asked.push(since)
      return SPENT
    },
  })
  await ledger().getByLabelText('Span').selectOptions('Today')
  await expect.poll(() => asked.length).toBe(2)
  const [week = 0, today = 0] = asked
  expect(today % DAY_MS).toBe(0)
  expect(today - week).toBe(6 * DAY_MS)
  expect(Date.now() - today).toBeLessThan(DAY_MS)

  await ledger().getByLabelText('Span').selectOptions('All time')
  await ledger().getByRole('button', { name: 'Save CSV' }).click()
  await ledger().getByRole('button', { name: 'Save JSON' }).click()
  expect(host.exports).toEqual(['csv -Infinity', 'json -Infinity'])
})

test('it is read again when a lease is settled, and not while nothing is', async () => {
  let reads = 0
  const host = open({
    spend: async () => {
      reads += 1
      return SPENT
    },
  })
  await expect.poll(() => reads).toBe(1)
  const change = (parts: Partial<PoolSnapshot>) => host.pool.setState({ pool: fakePool(parts) })
  change({ residents: [] })
  const { quota } = fakePool()
  change({ quota: { ...quota, usedMs: quota.usedMs + 40 } })
  await expect.poll(() => reads).toBe(2)
  await expect.element(ledger()).toHaveTextContent('3 leases')
  expect(reads).toBe(2)
})

test('where nothing was spent it says so, and there is nothing to save', async () => {
  open()
  await expect.element(ledger()).toHaveTextContent('nothing was spent')
  await expect.element(ledger().getByRole('button', { name: 'Save CSV' })).toBeDisabled()
})

test('storage that fails is told, with the way out', async () => {
  open({ spend: () => Promise.reject(new Error('the disk is gone')) })
  await expect.element(ledger().getByRole('alert')).toHaveTextContent('the disk is gone')
})

test('credits are shown beside the quota that they go on from', async () => {
  const { quota } = fakePool()
  open({ pool: fakePool({ quota: { ...quota, creditsMs: 600_000 } }) })
  await expect.element(page.getByRole('region', { name: 'Quota' })).toHaveTextContent('600.00 s')
})
