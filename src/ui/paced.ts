import { createStore, type StoreApi } from 'zustand'

/**
 * The store as the eye needs it: a change after a rest shows at once, those that follow are shown together.
 * It follows `store` for as long as that lives.
 * @param everyMs shortest time from one change to the next
 */
export function paced<State>(store: StoreApi<State>, everyMs: number): StoreApi<State> {
  const shown = createStore(() => store.getState())
  let resting = true

  function show(): void {
    if (shown.getState() === store.getState()) {
      resting = true
      return
    }
    resting = false
    shown.setState(store.getState(), true)
    setTimeout(show, everyMs)
  }

  store.subscribe(() => {
    if (resting) show()
  })
  return shown
}
