import { SubletError } from '../../protocol/errors'

/** The lease was aborted because its device is gone. */
export function isLost({ reason }: AbortSignal): boolean {
  return reason instanceof SubletError && reason.code === 'DeviceLost'
}

/**
 * What a function comes to; or, when the device of its lease is lost, that at once. It may wait for something that
 * the GPU would have brought about, and after the loss it has no deadline that would end it.
 */
export async function untilLost<T>(signal: AbortSignal, outcome: Promise<T> | T): Promise<T> {
  const lost = Promise.withResolvers<never>()
  const hear = (): void => {
    if (isLost(signal)) lost.reject(signal.reason)
  }
  signal.addEventListener('abort', hear, { once: true })
  try {
    return await Promise.race([outcome, lost.promise])
  } finally {
    signal.removeEventListener('abort', hear)
  }
}
