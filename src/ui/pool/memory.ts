import type { PoolSnapshot, Resident } from '../../host/types'

export interface MemoryView {
  heldBytes: number
  budgetBytes: number
  freeBytes: number
  /** Those that hold bytes, the largest first. */
  residents: Resident[]
}

export function viewMemory(pool: Pick<PoolSnapshot, 'residents' | 'budgetBytes'>): MemoryView {
  const residents = pool.residents.filter((resident) => resident.held > 0).sort((a, b) => b.held - a.held)
  const heldBytes = residents.reduce((sum, resident) => sum + resident.held, 0)
  return {
    heldBytes,
    budgetBytes: pool.budgetBytes,
    freeBytes: Math.max(0, pool.budgetBytes - heldBytes),
    residents,
  }
}
