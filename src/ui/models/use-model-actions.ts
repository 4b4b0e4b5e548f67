import { useState } from 'react'
import { type ModelSummary, toWire, type Verification, type WireError } from '../../host/types'
import { formatBytes } from '../format/bytes'
import { useRooms } from '../host-context'
import { showToast } from '../toasts/toasts'
import { freedBy } from './storage'
import { namingOf } from './use-library'

export interface ModelActions {
  /** What was asked for last went wrong; not what the state of the model already tells. */
  error: WireError | undefined
  verification: Verification | undefined
  /** A short request has no answer yet. */
  busy: boolean
  pause(): void
  /** Also after a failure: it goes on from what is stored. */
  resume(): void
  verify(): void
  pin(pinned: boolean): void
  remove(): void
}

export function useModelActions(model: ModelSummary): ModelActions {
  const { source, at } = model
  const { models } = useRooms().host
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<WireError>()
  const [verification, setVerification] = useState<Verification>()

  function begin(work: Promise<unknown>): Promise<void> {
    setError(undefined)
    setVerification(undefined)
    return work.then(
      () => undefined,
      (thrown: unknown) => {
        const failure = toWire(thrown, 'StorageFull')
        // It was paused or deleted meanwhile, and so it shows.
        if (failure.code !== 'Cancelled') setError(failure)
      },
    )
  }
  function short(work: Promise<void>): void {
    setBusy(true)
    begin(work).finally(() => setBusy(false))
  }

  return {
    error: at.state === 'failed' ? undefined : error,
    verification: at.state === 'damaged' ? undefined : verification,
    busy,
    pause: () => short(models.pause(source)),
    resume: () => void begin(models.add(source)),
    verify: () => void begin(models.verify(source).then(setVerification)),
    pin: (pinned) => short(models.pin(source, pinned)),
    remove: () => short(models.remove(source).then(() => tellFreed(model))),
  }
}

/** Nothing can be undone here: its confirmation said so. */
function tellFreed(model: ModelSummary): void {
  const { freed } = freedBy(model)
  showToast(`Deleted ${namingOf(model.source).name}; ${formatBytes(freed)} freed.`)
}
