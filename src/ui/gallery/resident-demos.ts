import type { PoolSnapshot } from '../../host/types'

/** Demos whose weights lie on the GPU now, with a lease or without. */
export function residentDemos(pool: Pick<PoolSnapshot, 'residents'>): number {
  const warm = pool.residents.filter(({ level }) => level === 'leased' || level === 'warm')
  return new Set(warm.map(({ demo }) => demo)).size
}
