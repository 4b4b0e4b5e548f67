import { expect, test } from 'vitest'
import { stackLines } from './stack-lines'

test('frames of the demo are told from those of libraries, and the message is not repeated', () => {
  const stack = [
    'RangeError: no three',
    '    at tell (sublet:///stories/handler.ts:12:5)',
    '    at sublet:///stories/lib/maths.ts:3:1',
    '    at run (blob:null/8d1c:1:2033)',
  ].join('\n')
  expect(stackLines(stack, 'no three')).toEqual([
    { text: 'at tell (handler.ts:12:5)', place: 'handler.ts:12:5' },
    { text: 'at lib/maths.ts:3:1', place: 'lib/maths.ts:3:1' },
    { text: 'at run (blob:null/8d1c:1:2033)', place: undefined },
  ])
})

test('a stack of Firefox, which begins with its frames', () => {
  expect(stackLines('tell@sublet:///stories/handler.ts:12:5\n@blob:null/1:2:3', 'no three')).toEqual([
    { text: 'tell@handler.ts:12:5', place: 'handler.ts:12:5' },
    { text: '@blob:null/1:2:3', place: undefined },
  ])
})

test('a message of many lines is left out as a whole', () => {
  expect(stackLines('Error: one\n  two\n    at a.ts:1:1', 'one\n  two')).toEqual([
    { text: 'at a.ts:1:1', place: 'a.ts:1:1' },
  ])
  expect(stackLines('Error: only this', 'only this')).toEqual([])
})
