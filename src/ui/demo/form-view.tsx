import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { useRooms } from '../host-context'
import { InputPanel } from './input-panel'
import { createLive } from './live'
import { pressRun } from './press-run'
import { ResultPanel } from './result-panel'
import type { Session } from './session'
import { useRunKey } from './use-run-key'

const PastPanel = lazy(async () => ({ default: (await import('../history/past-panel')).PastPanel }))

/** A demo as a form beside its result. */
export function FormView({ session }: { session: Session }) {
  const { support } = useRooms().host
  const { spec } = useStore(session.demo.state)
  const { call, canvases, past } = useStore(session.state)
  const live = spec?.live === true
  useEffect(() => (live ? createLive(session).close : undefined), [session, live])
  useRunKey(() => pressRun(session))
  return (
    <>
      <InputPanel session={session} />
      {past !== undefined && (
        <Suspense>
          <PastPanel past={past} onClose={session.closePast} />
        </Suspense>
      )}
      {past === undefined && support.ok && (
        <ResultPanel key={call?.id ?? 'none'} session={session} spec={spec} call={call} canvases={canvases} />
      )}
    </>
  )
}
