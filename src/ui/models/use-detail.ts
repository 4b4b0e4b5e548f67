import { useEffect, useState } from 'react'
import { type ModelDetail, toWire, type WireError } from '../../host/types'
import { useRooms } from '../host-context'

export type DetailState = ModelDetail | WireError | undefined

/** Read once for each content of the model; undefined while it is read. `digest` says which content. */
export function useDetail(source: string, digest: string): DetailState {
  const { models } = useRooms().host
  const [read, setRead] = useState<{ digest: string; detail: DetailState }>()
  useEffect(() => {
    let wanted = true
    const keep = (detail: DetailState) => {
      if (wanted) setRead({ digest, detail })
    }
    models.describe(source).then(keep, (thrown: unknown) => keep(toWire(thrown, 'ModelCorrupt')))
    return () => {
      wanted = false
    }
  }, [models, source, digest])
  return read?.digest === digest ? read?.detail : undefined
}
