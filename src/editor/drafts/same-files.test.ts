import { expect, test } from 'vitest'
import { sameFiles } from './same-files'

const file = (path: string, source: string) => ({ path, source })

test('the order of files and the ends of lines make no other demo', () => {
  expect(sameFiles([file('a', '1\r\n2'), file('b', '')], [file('b', ''), file('a', '1\n2')])).toBe(true)
  expect(sameFiles([file('a', '\uFEFF1')], [file('a', '1')])).toBe(true)
})

test('a letter, a name or a file more makes another', () => {
  expect(sameFiles([file('a', '1')], [file('a', '2')])).toBe(false)
  expect(sameFiles([file('a', '1')], [file('b', '1')])).toBe(false)
  expect(sameFiles([file('a', '1')], [file('a', '1'), file('b', '')])).toBe(false)
})
