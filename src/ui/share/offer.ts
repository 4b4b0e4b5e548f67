import { createStore } from 'zustand/vanilla'
import type { LeftOut } from '../../host/own/import'
import type { SharedDemo } from '../../host/share/shared-demo'

/** Somebody else's demo that is looked at. Nothing of it has run, and nothing of it is kept. */
export interface Offer {
  demo: SharedDemo
  /** An address, or `a link`. */
  from: string
  /** By which it is known again. */
  digest: string
  /** What its card does not say, one sentence each. */
  told: readonly string[]
  left: readonly LeftOut[]
}

/** What was fetched by its address, until it is looked at: such a demo is in no link. */
export const fetchedOffer = createStore<{ offer: Offer | undefined }>(() => ({ offer: undefined }))

/** @throws SubletError with what is wrong of the link */
export async function offerOfLink(data: string): Promise<Offer> {
  const [{ readLink }, { digestOf }] = await Promise.all([
    import('../../host/share/link'),
    import('../../host/share/digest'),
  ])
  const demo = await readLink(data)
  return { demo, from: 'a link', digest: await digestOf(demo), told: [], left: [] }
}

/** Fetches a demo. @throws SubletError, and with the signal's reason */
export async function offerOfAddress(address: string, signal: AbortSignal): Promise<Offer> {
  const [{ fetchDemo }, { digestOf }] = await Promise.all([
    import('../../host/share/fetch-demo'),
    import('../../host/share/digest'),
  ])
  const { from, told, left, ...demo } = await fetchDemo(address, signal)
  return { demo, from, digest: await digestOf(demo), told, left }
}
