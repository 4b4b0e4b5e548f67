import { expect, test } from 'vitest'
import { besideAddress, rawAddress } from './raw-address'

const GIST = 'aa5a315d61ae9438b18d'

test.each([
  [
    'https://github.com/o/r/blob/main/src/demos/life/handler.ts',
    'https://raw.githubusercontent.com/o/r/main/src/demos/life/handler.ts',
  ],
  ['https://github.com/o/r/raw/v1/demo.zip', 'https://raw.githubusercontent.com/o/r/v1/demo.zip'],
  [`https://gist.github.com/o/${GIST}`, `https://gist.githubusercontent.com/o/${GIST}/raw`],
  [
    'https://huggingface.co/spaces/o/n/blob/main/handler.ts',
    'https://huggingface.co/spaces/o/n/resolve/main/handler.ts',
  ],
  [' https://example.org/demo.zip?x=1 ', 'https://example.org/demo.zip?x=1'],
  ['https://github.com/o/r', 'https://github.com/o/r'],
])('%s is the file %s', (given, wanted) => {
  expect(rawAddress(given).href).toBe(wanted)
})

test.each([
  'javascript:alert(1)',
  'data:text/plain,x',
  'blob:https://x/y',
  'file:///etc/passwd',
  'hello',
  '',
])('%j is no web address', (given) => {
  expect(() => rawAddress(given)).toThrow('is no web address')
})

test('a file beside another, in a folder and in a gist', () => {
  const beside = (url: string, path: string) => besideAddress(new URL(url), path).href
  expect(beside('https://raw.githubusercontent.com/o/r/main/a/handler.ts', 'lib/b.ts')).toBe(
    'https://raw.githubusercontent.com/o/r/main/a/lib/b.ts',
  )
  const raw = `https://gist.githubusercontent.com/o/${GIST}/raw`
  expect(beside(`${raw}/${'0'.repeat(40)}/handler.ts`, 'README.md')).toBe(`${raw}/README.md`)
  expect(beside(raw, 'README.md')).toBe(`${raw}/README.md`)
  expect(beside('https://example.org/a/handler.ts', 'b?c#d.ts')).toBe('https://example.org/a/b%3Fc%23d.ts')
})
