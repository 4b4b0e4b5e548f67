import { useEffect, useState } from 'react'
import { type FrameStorage, frameStorage } from './frame-storage'

/** Undefined until the browser has answered: what needs storage is not begun before. */
export function useFrameStorage(): FrameStorage | undefined {
  const [storage, setStorage] = useState<FrameStorage>()
  useEffect(() => {
    void frameStorage({
      locks: isSecureContext ? navigator.locks : undefined,
      hasStorageAccess: 'hasStorageAccess' in document ? () => document.hasStorageAccess() : undefined,
    }).then(setStorage)
  }, [])
  return storage
}
