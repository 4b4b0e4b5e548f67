import { alternate, type Samples } from '../harness/page'
import { openTab } from '../rig/tab'
import { askForAll } from './next-grant'

/** The hash under which this page, in a frame, is the tab that dies. */
export const VICTIM = '#victim'
const LOCK = 'bench-victim'

/** What the victim tells its parent once it holds all there is to hold. */
const HOLDS = 'holds'

/** Runs in the frame: takes a lock and the whole pool, and keeps both until the frame is gone. */
export async function beVictim(): Promise<void> {
  const held = Promise.withResolvers<void>()
  void navigator.locks.request(LOCK, () => {
    held.resolve()
    return new Promise(() => undefined)
  })
  await held.promise
  const tab = await openTab()
  await askForAll(tab.scheduler).grantedAt
  parent.postMessage(HOLDS, location.origin)
}

/**
 * A page with a lease dies, here as a frame that is removed: until the next call has its slots, against until the next
 * holder has its Web Lock, which is how the scheduler learns of it.
 */
export async function measureTabDeath(rounds: number): Promise<Samples> {
  const tab = await openTab()

  async function slot(): Promise<number> {
    const frame = await openVictim()
    const next = askForAll(tab.scheduler)
    await next.queued
    const removedAt = performance.now()
    frame.remove()
    const grantedAt = await next.grantedAt
    await next.release()
    return grantedAt - removedAt
  }

  async function lock(): Promise<number> {
    const frame = await openVictim()
    const freed = navigator.locks.request(LOCK, () => performance.now())
    const removedAt = performance.now()
    frame.remove()
    return (await freed) - removedAt
  }

  const samples = await alternate(rounds, { slot, lock })
  tab.close()
  return samples
}

async function openVictim(): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe')
  frame.src = `${location.pathname}${VICTIM}`
  const holds = new Promise<void>((resolve) => {
    addEventListener('message', function listen({ source, data }) {
      if (source !== frame.contentWindow || data !== HOLDS) return
      removeEventListener('message', listen)
      resolve()
    })
  })
  document.body.append(frame)
  await holds
  return frame
}
