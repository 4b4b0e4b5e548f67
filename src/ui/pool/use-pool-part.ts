import { useRef } from 'react'
import { useStore } from 'zustand'
import type { PoolState } from '../../host/types'
import { useRooms } from '../host-context'
import { isSameData } from './same-data'

/**
 * A part of the pool's state. Each snapshot is a new object: whoever uses this renders only when its part says
 * something else.
 */
export function usePoolPart<Part>(select: (state: PoolState) => Part): Part {
  const last = useRef<{ part: Part }>(undefined)
  return useStore(useRooms().pool, (state) => {
    const part = select(state)
    if (last.current === undefined || !isSameData(last.current.part, part)) last.current = { part }
    return last.current.part
  })
}
