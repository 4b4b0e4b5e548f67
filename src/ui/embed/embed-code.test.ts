import { expect, test } from 'vitest'
import { embedAddress, embedCode, frameLength } from './embed-code'

test('the address is absolute, keeps the folder of the site, and leads to the demo alone', () => {
  expect(embedAddress('https://host.example/some/where/?q=1#/d/digits', 'my demo')).toBe(
    'https://host.example/some/where/?q=1#/embed/my%20demo',
  )
})

test('nothing in a title ends the attribute', () => {
  const code = embedCode({ address: 'https://a/', title: '"><script>&', width: '100%', height: '640' })
  expect(code).toContain('title="&quot;>&lt;script>&amp;"')
  expect(code).toContain('width="100%"\n  height="640"')
})

test.each([
  ['640', '640'],
  [' 640 px ', '640'],
  ['50 %', '50%'],
  ['0', undefined],
  ['-3', undefined],
  ['10em', undefined],
  ['', undefined],
])('a length of %j is %j', (text, length) => {
  expect(frameLength(text)).toBe(length)
})
