import type { WireError } from '../../host/types'

/** `partitioned`: as most browsers do, apart for each site that has the frame; in some of them workers get less of it. */
export type FrameStorage = 'granted' | 'partitioned' | 'blocked'

export interface StorageScope {
  /** Undefined in a page that is no secure context, which is told otherwise. */
  locks: Pick<LockManager, 'request'> | undefined
  /** Undefined in a browser that does not tell. */
  hasStorageAccess: (() => Promise<boolean>) | undefined
}

/** What the browser lets this page keep: without Web Locks there is no pool, and what takes them takes the database, too. */
export async function frameStorage({ locks, hasStorageAccess }: StorageScope): Promise<FrameStorage> {
  try {
    await locks?.request('sublet-embed', { ifAvailable: true }, () => undefined)
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'SecurityError') return 'blocked'
    throw thrown
  }
  return (await hasStorageAccess?.()) === false ? 'partitioned' : 'granted'
}

/** @param cause what the demo said when it did not start */
export function storageError(storage: 'partitioned' | 'blocked', cause?: string): WireError {
  const given = storage === 'blocked' ? 'no storage' : 'too little storage'
  return {
    code: 'GpuUnavailable',
    message: `This browser gives frames of other sites ${given}. Without it the demo can neither keep its model nor share the GPU.${
      cause === undefined ? '' : `\n${cause}`
    }`,
    wayOut: 'Open the demo on Sublet, in a tab of its own',
    figures: { storage },
    stack: '',
  }
}
