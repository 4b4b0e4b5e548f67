import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Beat } from '../beat'

/** The store as it is shown: what changes is there with the next beat. It follows `store` for as long as that lives. */
export function onBeat<State>(store: StoreApi<State>, beat: Beat): StoreApi<State> {
  const shown = createStore(() => store.getState())
  let stop: (() => void) | undefined
  store.subscribe(() => {
    stop ??= beat.subscribe(() => {
      stop?.()
      stop = undefined
      shown.setState(store.getState(), true)
    })
  })
  return shown
}
