import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Host } from '../../../host/types'
import { useRooms } from '../../host-context'
import { createLeaseHistory, type HistoryState, type LeaseHistory } from './history'

/** Begun with the first visit of this page, and as long as the host: whoever comes back finds what went on meanwhile. */
const histories = new WeakMap<Host, LeaseHistory>()

export function useHistory(): LeaseHistory {
  const { host } = useRooms()
  const known = histories.get(host)
  if (known !== undefined) return known
  const history = createLeaseHistory(host)
  histories.set(host, history)
  return history
}

/** A part of the history that reaches back to `since`. */
export function useHistoryOf<Part>(since: number, select: (state: HistoryState) => Part): Part {
  const history = useHistory()
  useEffect(() => history.reach(since), [history, since])
  return useStore(history.state, select)
}
