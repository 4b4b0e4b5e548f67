import { useState } from 'react'
import { Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import type { Host } from '../host/types'
import { DemoPage } from './demo/demo-page'
import { createSessions } from './demo/sessions'
import { ErrorBoundary } from './elements/error-boundary'
import { Gallery } from './gallery/gallery'
import { RoomsContext } from './host-context'
import { PoolPage } from './pool/pool-page'
import { NotFound } from './shell/not-found'
import { Shell } from './shell/shell'

/** The page over a host. It owns nothing that outlives it: calls and runners belong to the host. */
export function App({ host }: { host: Host }) {
  const [rooms] = useState(() => ({ host, sessions: createSessions(host) }))
  return (
    <RoomsContext value={rooms}>
      <Router hook={useHashLocation}>
        <Shell>
          <ErrorBoundary what="This page">
            <Switch>
              <Route path="/" component={Gallery} />
              <Route path="/pool" component={PoolPage} />
              <Route path="/d/:id">{({ id }) => <DemoPage id={id} />}</Route>
              <Route>
                <NotFound what="This address leads to no page of this site." />
              </Route>
            </Switch>
          </ErrorBoundary>
        </Shell>
      </Router>
    </RoomsContext>
  )
}
