import { useFrameStorage } from './use-frame-storage'

/** True where the browser gives a frame of another site no storage. Partitioned storage, which most browsers give, is some. */
export function useStorageBlocked(): boolean {
  return useFrameStorage() === 'blocked'
}
