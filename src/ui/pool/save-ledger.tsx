import { useState } from 'react'
import { type LedgerFormat, toWire, type WireError } from '../../host/types'
import { Button } from '../elements/button'
import { ErrorCard } from '../elements/error-card'
import { saveFile } from '../elements/save-file'
import { useRooms } from '../host-context'

const TYPES: Record<LedgerFormat, string> = { csv: 'text/csv', json: 'application/json' }

/** Every lease since then, as a file: the tables are its sums. */
export function SaveLedger({ since, nothing }: { since: number; nothing: boolean }) {
  const { host } = useRooms()
  const [error, setError] = useState<WireError>()

  async function save(format: LedgerFormat): Promise<void> {
    try {
      const text = await host.exportLedger(format, { since, until: Number.POSITIVE_INFINITY })
      const today = new Date().toISOString().slice(0, 10)
      saveFile(new Blob([text], { type: TYPES[format] }), `sublet-ledger-${today}.${format}`)
      setError(undefined)
    } catch (thrown) {
      setError(toWire(thrown, 'StorageFull'))
    }
  }

  return (
    <>
      <Button disabled={nothing} onClick={() => void save('csv')}>
        Save CSV
      </Button>
      <Button disabled={nothing} onClick={() => void save('json')}>
        Save JSON
      </Button>
      {error !== undefined && <ErrorCard error={error} />}
    </>
  )
}
