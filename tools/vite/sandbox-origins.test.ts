import { expect, test } from 'vitest'
import { policyOf } from './csp.ts'
import { sandboxOrigins } from './sandbox-origins.ts'

test('without the setting there is one origin, the page’s', () => {
  expect(sandboxOrigins('')).toEqual([])
})

test('origins are listed with commas between', () => {
  expect(sandboxOrigins('https://a.example, http://localhost:4173/,')).toEqual([
    'https://a.example',
    'http://localhost:4173',
  ])
})

test.each([
  'a.example',
  'https://a.example/path',
  'ftp://a.example',
  "https://a.example; script-src 'unsafe-inline'",
])('%s is no origin, and the build says so', (setting) => {
  expect(() => sandboxOrigins(setting)).toThrow('is no origin')
})

test("the page's policy names them for frames, and for nothing else", () => {
  const alone = policyOf([]).split('; ')
  const both = policyOf(['https://a.example', 'https://b.example']).split('; ')
  const changed = both.filter((directive) => !alone.includes(directive))
  expect(changed).toEqual(["frame-src 'self' https://a.example https://b.example"])
})
