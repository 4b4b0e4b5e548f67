import { lazy, Suspense, useState } from 'react'
import { Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import type { StoreApi } from 'zustand'
import type { Host } from '../host/types'
import { ErrorBoundary } from './elements/error-boundary'
import { Gallery } from './gallery/gallery'
import { createRooms, RoomsContext } from './host-context'
import type { OfflineState } from './offline'
import { NotFound } from './shell/not-found'
import { Shell } from './shell/shell'

/** The gallery is what most people open first; each other page comes with its first visit. */
const ModelsPage = lazy(async () => ({ default: (await import('./models/models-page')).ModelsPage }))
const PoolPage = lazy(async () => ({ default: (await import('./pool/pool-page')).PoolPage }))
const SharePage = lazy(async () => (await import('./tabs/late')).sharePage())

/** What opens demos waits for their code, too. */
function demoPages(host: Host) {
  return {
    OpenPages: lazy(async () => {
      const { openPages } = await import('./tabs/late')
      const [pages] = await Promise.all([openPages(), host.ready()])
      return pages
    }),
    EmbedPage: lazy(async () => {
      const [{ EmbedPage }] = await Promise.all([import('./embed/embed-page'), host.ready()])
      return { default: EmbedPage }
    }),
  }
}

/** The page over a host. It owns nothing that outlives it: calls and runners belong to the host. */
export function App({ host, offline }: { host: Host; offline?: StoreApi<OfflineState> }) {
  const [rooms] = useState(() => createRooms(host, offline))
  const [{ OpenPages, EmbedPage }] = useState(() => demoPages(host))
  return (
    <RoomsContext value={rooms}>
      <Router hook={useHashLocation}>
        <Switch>
          <Route path="/embed/:id">
            {({ id }) => (
              <ErrorBoundary what="This demo">
                <Suspense>
                  <EmbedPage id={id} />
                </Suspense>
              </ErrorBoundary>
            )}
          </Route>
          <Route>
            <Shell
              demos={
                <ErrorBoundary what="This demo">
                  <Suspense>
                    <OpenPages />
                  </Suspense>
                </ErrorBoundary>
              }
            >
              <ErrorBoundary what="This page">
                <Suspense>
                  <Switch>
                    <Route path="/" component={Gallery} />
                    <Route path="/models/*?" component={ModelsPage} />
                    <Route path="/pool" component={PoolPage} />
                    <Route path="/s/*?" component={SharePage} />
                    <Route path="/d/:id" />
                    <Route>
                      <NotFound what="This address leads to no page of this site." />
                    </Route>
                  </Switch>
                </Suspense>
              </ErrorBoundary>
            </Shell>
          </Route>
        </Switch>
      </Router>
    </RoomsContext>
  )
}
