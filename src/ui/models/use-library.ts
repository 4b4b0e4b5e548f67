import { useEffect } from 'react'
import { useStore } from 'zustand'
import { siteUrl } from '../../host/site'
import type { Models } from '../../host/types'
import { useNow } from '../format/use-now'
import { useRooms } from '../host-context'
import { type ModelNaming, nameModel } from './naming'

/** The models of this browser, kept up to date, or why they cannot be told. */
export function useLibrary(): ReturnType<Models['library']['getState']> {
  const { models } = useRooms().host
  useEffect(() => models.watch(), [models])
  return useStore(models.library)
}

/** How a model is called on this site. */
export function namingOf(source: string): ModelNaming {
  return nameModel(source, siteUrl('.'))
}

/** Milliseconds since the epoch, renewed every half minute. */
export function useWallClock(): number {
  useNow(true, 30_000)
  return Date.now()
}
