import { expect, test } from 'vitest'
import { marked } from './check.fixture'
import { largeState } from './large-state'

const chat = (initial: string, yielded: string) => `
import { ChatInterface, State, skip } from 'sublet'
export default ChatInterface({
  title: 'Chat',
  async *fn(message, _history, seen) {
    for (let end = 1; end <= message.length; end += 1) yield ${yielded}
    yield ['end', seen]
  },
  additionalInputs: [State(${initial})],
})
export { skip }
`

test('of a chat the States come after the reply', () => {
  expect(marked(largeState, chat('new Map<string, number>()', '[message, seen]'))).toEqual(['seen'])
})

test('a number is not large, and what is skipped is not copied', () => {
  expect(marked(largeState, chat('0', '[message, seen]'))).toEqual([])
  expect(marked(largeState, chat('new Map<string, number>()', '[message, skip()]'))).toEqual([])
  expect(marked(largeState, chat('new Map<string, number>()', 'message'))).toEqual([])
})
