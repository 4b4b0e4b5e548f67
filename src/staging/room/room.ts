import { SubletError } from '../../protocol/errors'
import { countUsers } from '../library'
import type { ModelStore } from '../store/model-store'
import type { ModelRecord } from '../store/schema'
import { type Candidate, planRoom } from './plan-room'

export interface RoomOptions {
  store: Pick<ModelStore, 'records' | 'remove' | 'putSegment'>
  /** `navigator.storage.estimate`. */
  estimate(): Promise<{ usage?: number; quota?: number }>
  /** Sources of models that may not go. */
  inUse(): Promise<ReadonlySet<string>>
  /** Models went. */
  evicted(): void
}

/** The room that the browser gives to this site, and who has to go when there is too little of it. */
export interface Room {
  /** Before a download starts. Fails with `StorageFull`, which says how much is missing and what could go. */
  make(bytes: number): Promise<void>
  /** Writes a segment. When the browser has no room after all, the least recently used models go first. */
  putSegment: ModelStore['putSegment']
}

export function createRoom({ store, estimate, inUse, evicted }: RoomOptions): Room {
  /** One after the other: two at a time would count on the same model. */
  let turn: Promise<unknown> = Promise.resolve()

  async function free(
    bytes: number,
    storage: { usedBytes: number; allowedBytes: number },
    marginBytes?: number,
  ): Promise<void> {
    const plan = planRoom(bytes, storage, candidates(await store.records(), await inUse()), marginBytes)
    if (!plan.fits) throw plan.error
    for (const source of plan.evict) await store.remove(source)
    if (plan.evict.length > 0) evicted()
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }

  async function storage(): Promise<{ usedBytes: number; allowedBytes: number }> {
    const { usage = 0, quota = 0 } = await estimate()
    return { usedBytes: usage, allowedBytes: quota }
  }

  return {
    async make(bytes) {
      if (bytes > 0) await inTurn(async () => free(bytes, await storage()))
    },
    async putSegment(file, segment) {
      try {
        await store.putSegment(file, segment)
      } catch (cause) {
        if (!(cause instanceof SubletError) || cause.code !== 'StorageFull') throw cause
        await inTurn(async () => {
          // The estimate is a blurred one: now it is known that nothing is free.
          const { usedBytes } = await storage()
          await free(segment.blob.size, { usedBytes, allowedBytes: usedBytes }, 0)
          await store.putSegment(file, segment)
        })
      }
    },
  }
}

function candidates(records: readonly ModelRecord[], inUse: ReadonlySet<string>): Candidate[] {
  const users = countUsers(records)
  return records.map(({ source, files, usedAt, pinned }) => ({
    source,
    bytes: files.reduce((sum, { bytes, file }) => (users.get(file) === 1 ? sum + bytes : sum), 0),
    usedAt,
    kept: pinned ? 'pinned' : inUse.has(source) ? 'in use' : undefined,
  }))
}
