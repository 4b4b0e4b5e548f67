import type { PoolSnapshot } from '../../host/types'
import type { Tone } from '../elements/tone'

export interface Standing {
  text: string
  tone: Tone
}

/** Where a demo stands with the GPU, the most urgent thing first; undefined when it holds nothing and wants nothing. */
export function standingOf(pool: PoolSnapshot, demo: string): Standing | undefined {
  const held = pool.holders.filter((holder) => holder.demo === demo)
  if (held.some((holder) => holder.state === 'running')) return { text: 'holds the GPU', tone: 'leased' }
  if (held.length > 0) return { text: 'attaching', tone: 'warm' }

  const positions = pool.queue.filter((waiter) => waiter.demo === demo).map((waiter) => waiter.position)
  if (positions.length > 0) {
    const position = Math.min(...positions)
    return { text: position <= 1 ? 'next in line' : `number ${position} in line`, tone: 'queued' }
  }

  const levels = pool.residents.filter((resident) => resident.demo === demo).map(({ level }) => level)
  // `leased` without a holder: the lease has just ended and its runner has not reported yet.
  if (levels.includes('leased') || levels.includes('warm')) return { text: 'warm', tone: 'warm' }
  if (levels.includes('cool')) return { text: 'cool', tone: 'cool' }
  return undefined
}
