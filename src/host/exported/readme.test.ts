import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { KeptCard } from '../../protocol/card'
import { exportedPage } from './page'
import { publicAddress } from './public-address'
import { spaceReadme } from './readme'

const CARD: KeptCard = {
  title: 'Digits: "drawn"',
  emoji: '🔢',
  colorFrom: 'yellow',
  colorTo: 'teal',
  license: 'Apache 2.0',
  models: ['digits', 'sublet/stories', 'org/model.v1'],
  tags: ['onnx', 'webgpu'],
  shortDescription: 'Draw a digit; a convolutional network of forty thousand weights reads it.',
}
const front = (card: KeptCard) => parse(spaceReadme(card).split('---')[1] ?? '')

test('the front matter is one that the hub takes for a static Space', () => {
  expect(front(CARD)).toEqual({
    title: 'Digits: "drawn"',
    emoji: '🔢',
    colorFrom: 'yellow',
    // The hub has eight colours.
    colorTo: 'gray',
    sdk: 'static',
    app_file: 'index.html',
    pinned: false,
    license: 'apache-2.0',
    short_description: 'Draw a digit; a convolutional network of forty thousand…',
    models: ['org/model.v1'],
    tags: ['onnx', 'webgpu', 'sublet'],
  })
  expect(front(CARD).short_description.length).toBeLessThanOrEqual(60)
  expect(front({ ...CARD, license: '© me', models: [], shortDescription: '' })).not.toHaveProperty('models')
  expect(front({ ...CARD, license: '© me' }).license).toBe('other')
})

const PAGE = `<meta content="connect-src &#39;self&#39; blob:">
<meta name="description" content="Sublet: demos." />
<title>Sublet</title>
<script type="module" src="./assets/index-1.js"></script>`

test('the page is called as its demo, and nothing of a title is markup', () => {
  const page = exportedPage(PAGE, { title: '</title><script>$&', shortDescription: 'a "b" & c' }, undefined)
  expect(page).toContain('<title>&lt;/title>&lt;script>$&amp;</title>')
  expect(page).toContain('<meta name="description" content="a &quot;b&quot; &amp; c" />')
  expect(page).toContain('connect-src &#39;self&#39; blob:')
})

test('a page that takes its models from another site may ask that site', () => {
  const page = exportedPage(PAGE, { title: 'T', shortDescription: '' }, 'https://a.example/b/')
  expect(page).toContain('connect-src &#39;self&#39; https://a.example blob:')
  expect(page).toContain('content="T"')
})

test.each([
  ['https://a.example/b/', true],
  ['http://a.example/', false],
  ['https://localhost:4173/', false],
  ['http://127.0.0.1:4173/', false],
  ['https://192.168.1.4/', false],
  ['https://10.example/', true],
])('%s can be opened from another computer: %j', (address, is) => {
  expect(publicAddress(address)).toBe(is ? address : undefined)
})
