import { isLost, untilLost } from './until-lost'

/**
 * Iterates until a signal fires. Then the iterator is told to return, so that its `finally` blocks run, also while
 * nobody asks for its next value; the iteration ends with the signal's reason, whatever the iterator comes to.
 * What is sent and thrown in, and what is returned, goes through.
 *
 * @param stopped called when the iterator has returned because of the signal
 */
export async function* underSignal<Y, R, N>(
  values: AsyncIterator<Y, R, N>,
  signal: AbortSignal,
  stopped: () => void = () => undefined,
): AsyncGenerator<Y, R, N> {
  let returned: Promise<void> | undefined
  function stop(): void {
    // What it throws on its way out is a consequence of the signal.
    returned = Promise.resolve(values.return?.()).then(stopped, stopped)
  }
  async function step(result: () => Promise<IteratorResult<Y, R>>): Promise<IteratorResult<Y, R>> {
    try {
      signal.throwIfAborted()
      const value = await untilLost(signal, result())
      signal.throwIfAborted()
      return value
    } catch (error) {
      if (!signal.aborted) throw error
      if (!isLost(signal)) await returned
      throw signal.reason
    }
  }

  const leave = values.return?.bind(values)
  const guarded: AsyncIterableIterator<Y, R, N> = {
    next: (...sent) => step(() => values.next(...sent)),
    throw: (error: unknown) => step(() => values.throw?.(error) ?? Promise.reject(error)),
    ...(leave !== undefined && { return: leave }),
    [Symbol.asyncIterator]: () => guarded,
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    if (signal.aborted) stop()
    return yield* guarded
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
