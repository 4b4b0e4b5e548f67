import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Host } from '../../../host/types'
import { useRooms } from '../../host-context'
import { type Beat, useBeat } from '../beat'
import { createLeaseHistory, type HistoryState, type LeaseHistory } from './history'
import { onBeat } from './on-beat'

interface Shown {
  history: LeaseHistory
  state: StoreApi<HistoryState>
}

/** Begun with the first visit of this page, and as long as the host: whoever comes back finds what went on meanwhile. */
const histories = new WeakMap<Host, Shown>()

function shownOf(host: Host, beat: Beat): Shown {
  const known = histories.get(host)
  if (known !== undefined) return known
  const history = createLeaseHistory(host)
  const shown = { history, state: onBeat(history.state, beat) }
  histories.set(host, shown)
  return shown
}

/** A part of the history that reaches back to `since`. */
export function useHistoryOf<Part>(since: number, select: (state: HistoryState) => Part): Part {
  const { history, state } = shownOf(useRooms().host, useBeat())
  useEffect(() => history.reach(since), [history, since])
  return useStore(state, select)
}
