import { modelOfLock } from '../../protocol/library'

/** The models that a runner in some tab has loaded: their tabs hold a lock on each, which ends with the tab. */
export async function modelsInUse(locks: Pick<LockManager, 'query'>): Promise<ReadonlySet<string>> {
  const { held = [] } = await locks.query()
  return new Set(held.flatMap(({ name }) => modelOfLock(name ?? '') ?? []))
}
