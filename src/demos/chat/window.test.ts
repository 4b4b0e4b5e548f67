import { describe, expect, test, vi } from 'vitest'
import { windowStart } from './window'

interface Message {
  role: 'user' | 'assistant'
  length: number
}

const user = (length: number): Message => ({ role: 'user', length })
const reply = (length: number): Message => ({ role: 'assistant', length })
const lengthOf = (messages: Message[]) => messages.reduce((sum, { length }) => sum + length, 0)

const ROOM = 100
const exchanges = (count: number) => Array.from({ length: count }, () => [user(10), reply(10)]).flat()

test('nothing leaves while all of it fits, counted once', () => {
  const count = vi.fn(lengthOf)
  expect(windowStart([...exchanges(4), user(20)], 0, ROOM, count)).toBe(0)
  expect(count).toHaveBeenCalledTimes(1)
})

test('what does not fit any more leaves in one go, until the rest takes half of the room', () => {
  // 90 and 20 of 100: with 4 messages gone it would fit, and the next one would not.
  expect(windowStart([...exchanges(5), user(10)], 0, ROOM, lengthOf)).toBe(6)
})

test('the window stays for as long as it can: of twelve messages three move it', () => {
  const messages: Message[] = []
  const starts: number[] = []
  for (let turn = 0; turn < 12; turn++) {
    messages.push(user(10))
    starts.push(windowStart(messages, starts.at(-1) ?? 0, ROOM, lengthOf))
    messages.push(reply(10))
  }
  expect(starts).toEqual([0, 0, 0, 0, 0, 6, 6, 6, 12, 12, 12, 18])
})

describe('the last question is told in any case', () => {
  test('alone, where it takes more than half of the room', () => {
    expect(windowStart([...exchanges(1), user(90)], 0, ROOM, lengthOf)).toBe(2)
  })

  test('and where it is longer than the model sees', () => {
    expect(windowStart([user(200)], 0, ROOM, lengthOf)).toBe(0)
    expect(windowStart([...exchanges(3), user(200)], 2, ROOM, lengthOf)).toBe(6)
  })
})

test.each([1, 9, -2, 0.5])('%d messages gone, where no question follows, are none', (gone) => {
  expect(windowStart([...exchanges(2), user(10)], gone, ROOM, lengthOf)).toBe(0)
})
