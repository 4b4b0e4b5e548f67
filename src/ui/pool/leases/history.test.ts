import { expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Holder, LedgerRow, PoolState } from '../../../host/types'
import { fakePool } from '../../host.fixture'
import { fakeRow } from '../timeline/spans.fixture'
import { createLeaseHistory } from './history'

const holder: Holder = {
  lease: 7,
  request: 'r1',
  tab: 't.1',
  demo: 'stories',
  fn: 'tell',
  size: 'large',
  state: 'attaching',
  seconds: 12,
  ranMs: 0,
  loaded: 60,
  total: 100,
}

function open(ledger: () => Promise<LedgerRow[]>) {
  const pool = createStore<PoolState>(() => ({
    connection: 'connected',
    error: undefined,
    pool: fakePool(),
    receivedAt: performance.now(),
  }))
  const read = vi.fn(async () => ({ rows: await ledger(), days: [] }))
  const history = createLeaseHistory({ pool, ledger: read })
  const tell = (parts: Parameters<typeof fakePool>[0]) =>
    pool.setState({ pool: fakePool(parts), receivedAt: performance.now() })
  const { quota } = fakePool()
  const settled = { holders: [], quota: { ...quota, usedMs: quota.usedMs + 4_000 } }
  const spans = () => history.state.getState().spans
  return { history, read, tell, settled, spans }
}

test('a lease is drawn while it goes on, and as the ledger has it once it is settled', async () => {
  let rows: LedgerRow[] = []
  const { history, tell, settled, spans } = open(async () => rows)
  history.reach(0)
  tell({ holders: [holder] })
  expect(spans()).toMatchObject([{ lease: 7, attachedBytes: 60, bill: undefined }])

  rows = [fakeRow({ lease: 7, chargedMs: 4_000 })]
  tell(settled)
  await vi.waitFor(() => expect(spans()[0]?.bill).toMatchObject({ chargedMs: 4_000 }))
  // The ledger does not keep the bytes; what was seen of them is not lost.
  expect(spans()).toMatchObject([{ lease: 7, attachedBytes: 60 }])
})

test('the ledger is read when something is settled, and not with every snapshot', async () => {
  const { history, read, tell, settled } = open(async () => [])
  tell({ holders: [holder] })
  expect(read).not.toHaveBeenCalled()
  history.reach(0)
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(1))
  tell({ holders: [{ ...holder, loaded: 70 }] })
  tell({ holders: [{ ...holder, loaded: 80 }] })
  expect(read).toHaveBeenCalledTimes(1)
  tell(settled)
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2))
})

test('a lease of which the ledger does not tell stays as it was seen, and the failure is told', async () => {
  const { history, tell, settled, spans } = open(() => Promise.reject(new Error('the disk is gone')))
  tell({ holders: [holder] })
  history.reach(0)
  tell(settled)
  await vi.waitFor(() => expect(history.state.getState().error?.message).toContain('the disk is gone'))
  expect(spans()).toMatchObject([{ lease: 7, bill: undefined }])
  expect(spans()[0]?.endedAt).toBeDefined()
})

test('once it is closed it hears and reads nothing', async () => {
  const { history, read, tell, spans } = open(async () => [])
  history.close()
  history.close()
  history.reach(0)
  tell({ holders: [holder] })
  expect(spans()).toEqual([])
  expect(read).not.toHaveBeenCalled()
})
