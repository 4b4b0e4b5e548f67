import { useEffect } from 'react'
import { useStore } from 'zustand'
import { siteUrl } from '../../host/site'
import type { Library } from '../../host/types'
import { useNow } from '../format/use-now'
import { useRooms } from '../host-context'
import { type ModelNaming, nameModel } from './naming'

/** The models of this browser, kept up to date; undefined until staging has answered. */
export function useLibrary(): Library | undefined {
  const { models } = useRooms().host
  useEffect(() => models.watch(), [models])
  return useStore(models.library).library
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
