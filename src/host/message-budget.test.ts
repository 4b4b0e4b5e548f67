import { expect, test } from 'vitest'
import { createMessageBudget, MESSAGES_AT_ONCE, MESSAGES_PER_SECOND } from './message-budget'

function setUp() {
  let time = 0
  const budget = createMessageBudget(() => time)
  /** How many of `count` messages, `gap` ms apart, go through. */
  const send = (count: number, gap: number): number => {
    let through = 0
    for (let sent = 0; sent < count; sent++) {
      time += gap
      if (budget.spend()) through += 1
    }
    return through
  }
  return { send, refill: budget.refill, wait: (ms: number) => (time += ms) }
}

test('a burst goes through up to its limit', () => {
  const { send } = setUp()
  expect(send(MESSAGES_AT_ONCE + 500, 0)).toBe(MESSAGES_AT_ONCE)
})

test('a steady stream at the rate goes on for ever', () => {
  const { send } = setUp()
  expect(send(200_000, 1000 / MESSAGES_PER_SECOND)).toBe(200_000)
})

test('twice the rate does not', () => {
  const { send } = setUp()
  expect(send(100_000, 500 / MESSAGES_PER_SECOND)).toBeLessThan(100_000)
})

test('each question of the page is worth another burst', () => {
  const { send, refill } = setUp()
  for (let call = 0; call < 10; call++) {
    refill()
    expect(send(MESSAGES_AT_ONCE, 0)).toBe(MESSAGES_AT_ONCE)
  }
})

test('silence restores the burst, and no more than it', () => {
  const { send, wait } = setUp()
  send(MESSAGES_AT_ONCE, 0)
  wait(3_600_000)
  expect(send(2 * MESSAGES_AT_ONCE, 0)).toBe(MESSAGES_AT_ONCE)
})
