import { createContext, useContext } from 'react'
import { type StoreApi, useStore } from 'zustand'
import type { DemoCard, Host, PoolState } from '../host/types'
import { keepOffline, type OfflineState } from './offline'
import { paced } from './paced'

export interface Rooms {
  host: Host
  offline: StoreApi<OfflineState>
  /** The host's, as often as it is shown. */
  pool: StoreApi<PoolState>
}

/** Snapshots come up to once a frame, on every page that is open; a count that changes more often is not read. */
const POOL_EVERY_MS = 100

export function createRooms(host: Host, offline = keepOffline(undefined)): Rooms {
  return { host, offline, pool: paced(host.pool, POOL_EVERY_MS) }
}

export const RoomsContext = createContext<Rooms | undefined>(undefined)

export function useRooms(): Rooms {
  const rooms = useContext(RoomsContext)
  if (rooms === undefined) throw new Error('RoomsContext has no value: render inside <App>')
  return rooms
}

export function usePool(): PoolState {
  return useStore(useRooms().pool)
}

/** How a demo is called on the page; another tab may run one that this one does not know. */
export function useDemoName(): (id: string) => Pick<DemoCard, 'emoji' | 'title'> {
  const { cards, own } = useRooms().host
  const { cards: mine } = useStore(own.state)
  return (id) => [...cards, ...mine].find((card) => card.id === id) ?? { emoji: '◻️', title: id }
}
