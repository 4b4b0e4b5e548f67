import { createStore, type StoreApi } from 'zustand/vanilla'

/** The canvases that one call draws on, by output. They outlive the call, and with it what was drawn last. */
export interface CallCanvases {
  readonly state: StoreApi<ReadonlyMap<number, HTMLCanvasElement>>
  /** A new one in the place of the last: what a runner was given cannot be given to another. */
  give(output: number, width: number, height: number): OffscreenCanvas
}

export function createCallCanvases(): CallCanvases {
  const state = createStore<ReadonlyMap<number, HTMLCanvasElement>>(() => new Map())
  return {
    state,
    give(output, width, height) {
      const canvas = document.createElement('canvas')
      canvas.width = width
      canvas.height = height
      const given = canvas.transferControlToOffscreen()
      state.setState(new Map(state.getState()).set(output, canvas), true)
      return given
    },
  }
}
