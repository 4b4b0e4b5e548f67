import { afterEach, expect, test, vi } from 'vitest'
import { afterIdle } from './after-idle'

afterEach(() => vi.unstubAllGlobals())

test('in a page that is never idle it is done all the same', () => {
  // Such a one calls back only what has waited for as long as it may.
  vi.stubGlobal('requestIdleCallback', (task: () => void, options?: IdleRequestOptions) => {
    if (options?.timeout !== undefined) task()
  })
  const task = vi.fn()
  afterIdle(task)
  expect(task).toHaveBeenCalledOnce()
})
