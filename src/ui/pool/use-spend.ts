import { useEffect, useState } from 'react'
import { type SpendReport, toWire, type WireError } from '../../host/types'
import { useRooms } from '../host-context'
import { settlementsOf } from './settlements'
import { usePoolPart } from './use-pool-part'

interface Read {
  key: string
  report: SpendReport | undefined
  error: WireError | undefined
}

/**
 * What was spent since `since`, read again whenever a lease is settled in any tab. One reading at a time: what is
 * settled meanwhile is in the next. Until there is one, the last stays.
 */
export function useSpend(since: number): Pick<Read, 'report' | 'error'> {
  const { host } = useRooms()
  const [read, setRead] = useState<Read>({ key: '', report: undefined, error: undefined })
  const [busy, setBusy] = useState(false)
  const key = `${since} ${usePoolPart(settlementsOf)}`

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
