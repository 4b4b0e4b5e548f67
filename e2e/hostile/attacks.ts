import type { Attack } from './attack'
import { gpu } from './table/gpu'
import { leases } from './table/leases'
import { messages } from './table/messages'
import { network } from './table/network'
import { prototypes } from './table/prototypes'
import { resources } from './table/resources'
import { results } from './table/results'
import { storage } from './table/storage'
import { workers } from './table/workers'

/** Every attack of the suite, by theme; each theme has its demo. */
export const attacks: readonly Attack[] = [
  ...storage,
  ...network,
  ...workers,
  ...messages,
  ...leases,
  ...prototypes,
  ...resources,
  ...gpu,
  ...results,
]
