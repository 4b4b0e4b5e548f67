import { SubletError } from '../../protocol/errors'

/** `StorageFull` with the numbers when the browser refused for want of room; anything else stays what it is. */
export async function storageError(thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof DOMException) || thrown.name !== 'QuotaExceededError') return thrown
  const { usage = 0, quota = 0 } = await navigator.storage.estimate()
  return new SubletError(
    'StorageFull',
    `The browser gives this site no more room: ${usage} of ${quota} bytes are used.`,
    { figures: { usedBytes: usage, allowedBytes: quota }, cause: thrown },
  )
}
