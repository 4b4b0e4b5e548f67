import { createContext, useContext } from 'react'
import { type StoreApi, useStore } from 'zustand'
import type { DemoCard, Host, PoolState } from '../host/types'
import type { OfflineState } from './offline'

export interface Rooms {
  host: Host
  offline: StoreApi<OfflineState>
}

export const RoomsContext = createContext<Rooms | undefined>(undefined)

export function useRooms(): Rooms {
  const rooms = useContext(RoomsContext)
  if (rooms === undefined) throw new Error('RoomsContext has no value: render inside <App>')
  return rooms
}

export function usePool(): PoolState {
  return useStore(useRooms().host.pool)
}

/** How a demo is called on the page; another tab may run one that this one does not know. */
export function useDemoName(): (id: string) => Pick<DemoCard, 'emoji' | 'title'> {
  const { cards, own } = useRooms().host
  const { cards: mine } = useStore(own.state)
  return (id) => [...cards, ...mine].find((card) => card.id === id) ?? { emoji: '◻️', title: id }
}
