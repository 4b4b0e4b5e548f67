import { useState } from 'react'
import { toWire, type WireError } from '../../host/types'
import { useRooms } from '../host-context'
import type { PickedFile } from './dropped-files'

export interface Adding {
  /** What was asked for and has not come to its end. */
  pending: readonly string[]
  /** The models that came last out of files. */
  added: readonly string[]
  error: { of: string; error: WireError } | undefined
  addSource(source: string): void
  /** A read of a dropped folder may fail as well. */
  addFiles(files: Promise<readonly PickedFile[]>): void
  dismiss(): void
}

export function useAdding(): Adding {
  const { models } = useRooms().host
  const [pending, setPending] = useState<readonly string[]>([])
  const [added, setAdded] = useState<readonly string[]>([])
  const [error, setError] = useState<Adding['error']>()

  function begin(what: string, work: Promise<unknown>): void {
    setError(undefined)
    setAdded([])
    setPending((rest) => [...rest, what])
    work
      .catch((thrown: unknown) => {
        const failure = toWire(thrown, 'ModelNotFound')
        // It was paused or deleted meanwhile, and so it shows.
        if (failure.code !== 'Cancelled') setError({ of: what, error: failure })
      })
      .finally(() => setPending((rest) => rest.toSpliced(rest.indexOf(what), 1)))
  }

  return {
    pending,
    added,
    error,
    addSource: (source) => begin(source, models.add(source)),
    addFiles: (files) =>
      begin(
        'the files',
        files.then(async (picked) => {
          if (picked.length > 0) setAdded(await models.addFiles(picked))
        }),
      ),
    dismiss() {
      setError(undefined)
      setAdded([])
    },
  }
}
