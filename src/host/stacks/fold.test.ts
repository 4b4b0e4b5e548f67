import { expect, test } from 'vitest'
import { foldFrames } from './fold'

const BASE = 'sublet:///demo/'

test('in Chromium, frames of the runner go and those of the author stay', () => {
  const stack = [
    'TypeError: no',
    'second line of the message',
    '    at inner (sublet:///demo/maths.ts:3:9)',
    '    at Array.map (<anonymous>)',
    '    at wrap (blob:null/6b:1:99)',
    '    at apply (three:1:20)',
    '    at async fn (sublet:///demo/handler.ts:9:3)',
    '    at async Promise.all (index 0)',
    '    at async run (blob:null/5c:1:2000)',
  ]
  expect(foldFrames(stack.join('\n'), BASE).split('\n')).toEqual([0, 1, 2, 3, 5, 6].map((at) => stack[at]))
})

test('in Firefox too', () => {
  const stack = [
    'inner@sublet:///demo/maths.ts:3:9',
    'wrap@internal:#main:1:99',
    'async*fn@sublet:///demo/handler.ts:9:3',
    'execute@internal:#main:1:2000',
    '',
  ]
  expect(foldFrames(stack.join('\n'), BASE).split('\n')).toEqual([0, 2, 4].map((at) => stack[at]))
})

test('an error that is ours alone keeps its stack', () => {
  const stack = 'Error: ours\n    at attach (blob:null/5c:1:2000)'
  expect(foldFrames(stack, BASE)).toBe(stack)
})

test('a log line with an address keeps it', () => {
  const text = 'mail\nme@example.com\n    at sublet:///demo/handler.ts:1:1\nyou@example.com'
  expect(foldFrames(text, BASE)).toBe(text)
})
