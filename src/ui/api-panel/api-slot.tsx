import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { Session } from '../demo/session'
import { ErrorBoundary } from '../elements/error-boundary'

/** Few who open a demo write a program for it. */
const ApiPanel = lazy(async () => ({ default: (await import('./api-panel')).ApiPanel }))

export function ApiSlot({ session }: { session: Session }) {
  const { api } = useStore(session.state).panels
  if (!api) return null
  return (
    <ErrorBoundary what="The panel">
      <Suspense>
        <ApiPanel session={session} />
      </Suspense>
    </ErrorBoundary>
  )
}
