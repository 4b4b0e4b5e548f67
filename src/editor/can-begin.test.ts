import { expect, test } from 'vitest'
import { canBegin } from './can-begin'

test.each([
  ['tensor', 't'],
  ['Tensor', 't'],
  ['inputTensor', 't'],
  ['GPU_TIME', 't'],
  ['$t', 't'],
  ['utf8tables', 't'],
  ['createTexture', 'T'],
])('%s is offered to whoever types %s', (name, letter) => {
  expect(canBegin(name, letter)).toBe(true)
})

test.each([
  ['better', 't'],
  ['GPUTime', 't'],
  ['reduce', 't'],
  ['', 't'],
])('%s is not offered to whoever types %s', (name, letter) => {
  expect(canBegin(name, letter)).toBe(false)
})

test('what is no letter rules nothing out', () => {
  expect(canBegin('reduce', '_')).toBe(true)
  expect(canBegin('reduce', '')).toBe(true)
})
