import { expect, test } from 'vitest'
import type { ProfileSpan } from '../../protocol/profile'
import { createBusy } from './busy'
import { createOwnWork } from './own-work'

// Never looked at: it is only handed on.
const queue: GPUQueue = Object.create(null)

function setUp() {
  let now = 0
  const spans: ProfileSpan[] = []
  const asked: (() => void)[] = []
  const busy = createBusy(() => now)
  const work = createOwnWork({
    now: () => now,
    busy,
    add: (span) => spans.push(span),
    done: () =>
      new Promise<void>((resolve) => {
        asked.push(resolve)
      }),
  })
  return {
    work,
    busy,
    spans,
    asked,
    at(time: number) {
      now = time
    },
    async answer(index: number) {
      asked[index]?.()
      // When all that follows from it has happened.
      await new Promise((resolve) => setTimeout(resolve))
    },
  }
}

test('a submit lasts until the GPU is done with it', async () => {
  const { work, spans, at, answer, busy } = setUp()
  at(5)
  work.submitted(queue, 3)
  at(25)
  await answer(0)
  expect(spans).toEqual([{ kind: 'submit', name: '', at: 5, ms: 20, submits: 1, dispatches: 3 }])
  expect(busy.total()).toBe(20)
})

test('submits that follow before it is done are one span, and one question at a time', async () => {
  const { work, spans, asked, at, answer } = setUp()
  for (let nth = 0; nth < 100; nth++) work.submitted(queue, 1)
  expect(asked).toHaveLength(1)
  at(10)
  await answer(0)
  expect(spans).toEqual([])
  expect(asked).toHaveLength(2)
  at(30)
  await answer(1)
  expect(spans).toEqual([{ kind: 'submit', name: '', at: 0, ms: 30, submits: 100, dispatches: 100 }])
})

test('at the end of the lease what is open ends, once', async () => {
  const { work, spans, at, answer } = setUp()
  work.submitted(queue, 0)
  at(7)
  work.settle()
  work.settle()
  await answer(0)
  expect(spans).toMatchObject([{ at: 0, ms: 7 }])
})
