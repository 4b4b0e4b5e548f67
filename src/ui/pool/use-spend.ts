import { useEffect, useState } from 'react'
import { type PoolSnapshot, type SpendReport, toWire, type WireError } from '../../host/types'
import { useRooms } from '../host-context'

interface Read {
  key: string
  report: SpendReport | undefined
  error: WireError | undefined
}

/**
 * What was spent since `since`, read again whenever a lease is settled in any tab. One reading at a time: what is
 * settled meanwhile is in the next. Until there is one, the last stays.
 */
export function useSpend(pool: PoolSnapshot, since: number): Pick<Read, 'report' | 'error'> {
  const { host } = useRooms()
  const [read, setRead] = useState<Read>({ key: '', report: undefined, error: undefined })
  const [busy, setBusy] = useState(false)
  const key = `${since} ${settlementsOf(pool)}`

  useEffect(() => {
    if (busy || read.key === key) return
    setBusy(true)
    host
      .spend({ since, until: Number.POSITIVE_INFINITY })
      .then(
        (report) => setRead({ key, report, error: undefined }),
        (error: unknown) => setRead({ key, report: undefined, error: toWire(error, 'StorageFull') }),
      )
      .finally(() => setBusy(false))
  }, [busy, read.key, key, host, since])

  return read
}

/** Changes with every settlement: a lease is no longer held, or was granted and settled between two snapshots. */
function settlementsOf({ holders, quota }: PoolSnapshot): string {
  return [quota.tier, quota.usedMs, quota.creditsMs, ...holders.map(({ lease }) => lease)].join(' ')
}
