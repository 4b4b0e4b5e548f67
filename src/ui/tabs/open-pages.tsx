import { Activity, memo, Suspense, useLayoutEffect, useMemo } from 'react'
import { navigate } from 'wouter/use-hash-location'
import { useStore } from 'zustand'
import { DemoPage } from '../demo/demo-page'
import { sessionOf } from '../demo/sessions'
import { ColumnContext } from '../elements/column'
import { ErrorBoundary } from '../elements/error-boundary'
import { useDemoName, useRooms } from '../host-context'
import { NotFound } from '../shell/not-found'
import { addressOf } from './address-of'
import styles from './open-pages.module.css'
import { openTabs } from './open-tabs'
import { close, inView, show } from './tabs'
import { useDemoInView } from './use-demo-in-view'
import { useKeptScroll } from './use-kept-scroll'
import { useWide } from './use-wide'

/**
 * The pages of all demos that were in view. Those that are not now stay as they are, without effects, timers or
 * subscriptions: what goes on in them is drawn when they come back.
 */
export function OpenPages() {
  const { host } = useRooms()
  const nameOf = useDemoName()
  const wide = useWide()
  const store = openTabs(host)
  const tabs = useStore(store)
  const id = useDemoInView()
  const known = id !== undefined && sessionOf(host, id) !== undefined
  const now = id === undefined ? tabs : known ? show(tabs, id, wide) : close(tabs, id)
  useLayoutEffect(() => store.setState(now, true), [store, now])
  useKeptScroll()

  const view = known ? inView(now, id, wide) : []
  const beside = view.length > 1
  return (
    <>
      {id !== undefined && !known && <NotFound what={`There is no demo called "${id}" on this site.`} />}
      <div className={beside ? styles.columns : ''} data-split={beside}>
        {now.open
          .filter((each) => now.seen.includes(each))
          .map((each) => {
            const main = each === id
            const take = () => {
              if (beside && !main) navigate(addressOf(each), { replace: true })
            }
            return (
              <Activity key={each} mode={view.includes(each) ? 'visible' : 'hidden'}>
                <div
                  className={styles.column}
                  data-column={each}
                  data-main={main}
                  data-place={view.indexOf(each)}
                  onFocusCapture={take}
                  onPointerDownCapture={take}
                >
                  <OpenPage id={each} name={beside && view.includes(each) ? nameOf(each).title : undefined} />
                </div>
              </Activity>
            )
          })}
      </div>
    </>
  )
}

/** Memoised: what moves in the strip draws no page anew. */
const OpenPage = memo(function OpenPage({ id, name }: { id: string; name: string | undefined }) {
  const column = useMemo(() => ({ id, name }), [id, name])
  return (
    <ColumnContext value={column}>
      <ErrorBoundary what="This demo">
        <Suspense>
          <DemoPage id={id} />
        </Suspense>
      </ErrorBoundary>
    </ColumnContext>
  )
})
