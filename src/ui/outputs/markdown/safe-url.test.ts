import { expect, test } from 'vitest'
import { safeLink, safePicture } from './safe-url'

const BASE = 'https://sublet.example/some/where/index.html#/d/outputs'

test.each([
  ['https://example.org/a?b', 'https://example.org/a?b'],
  ['models/digits/README.md', 'https://sublet.example/some/where/models/digits/README.md'],
  ['mailto:a@example.org', 'mailto:a@example.org'],
  ['#note-1', '#note-1'],
])('the link %s leads to %s', (href, to) => {
  expect(safeLink(href, BASE)).toBe(to)
})

test.each([
  ['javascript:alert(1)'],
  [' java\nscript:alert(1)'],
  ['data:text/html,<script>alert(1)</script>'],
  ['blob:https://sublet.example/1'],
  ['vbscript:x'],
  ['file:///etc/passwd'],
  ['http://['],
])('%j leads nowhere', (href) => {
  expect(safeLink(href, BASE)).toBeUndefined()
})

test.each([
  ['data:image/png;base64,AAAA'],
  ['blob:https://sublet.example/1'],
  ['models/x/chart.png'],
  ['https://sublet.example/logo.svg'],
])('the picture %s is loaded', (src) => {
  expect(safePicture(src, BASE)).toBeDefined()
})

test.each([
  ['https://example.org/pixel.gif'],
  ['//example.org/pixel.gif'],
  ['\\\\example.org\\pixel.gif'],
  ['http://sublet.example/logo.svg'],
  ['data:text/html,x'],
  ['javascript:1'],
  ['http://['],
])('the picture %s is not', (src) => {
  expect(safePicture(src, BASE)).toBeUndefined()
})
