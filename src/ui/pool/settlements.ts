import type { PoolState } from '../../host/types'

/** Changes with every settlement: a lease is no longer held, or was granted and settled between two snapshots. */
export function settlementsOf({ pool }: Pick<PoolState, 'pool'>): string {
  if (pool === undefined) return ''
  const { holders, quota } = pool
  return [quota.tier, quota.usedMs, quota.creditsMs, ...holders.map(({ lease }) => lease)].join(' ')
}
