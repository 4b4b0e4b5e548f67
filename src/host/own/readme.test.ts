import { readFile } from 'node:fs/promises'
import matter from 'gray-matter'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { cardOf, frontMatterSchema } from '../../protocol/card'
import { readReadme, writeReadme } from './readme'

const CARD = `title: Café
emoji: ☕
colorFrom: red
colorTo: blue
short_description: "Pours: a cup."
license: mit
models: [org/model]
tags:
  - text`

test('a card is read as on Spaces, whatever else it says', () => {
  const { card, told } = readReadme(`---\n${CARD}\nsdk: gradio\npinned: true\n---\n\n# Café\n`, 'folder')
  expect(told).toEqual([])
  expect(card).toEqual({
    title: 'Café',
    emoji: '☕',
    colorFrom: 'red',
    colorTo: 'blue',
    shortDescription: 'Pours: a cup.',
    license: 'mit',
    models: ['org/model'],
    tags: ['text'],
  })
})

test('as the build reads it, so does the page', async () => {
  for (const id of ['depth', 'digits', 'chat']) {
    const readme = await readFile(`src/demos/${id}/README.md`, 'utf8')
    const built = cardOf(v.parse(frontMatterSchema, matter(readme).data))
    expect(readReadme(readme, 'folder')).toEqual({ card: built, told: [] })
  }
})

test('what is missing or wrong gets a default, and is told', () => {
  const { card, told } = readReadme('---\ntitle: [1]\nemoji: 🐙\ntags: all\n---', 'my-folder')
  expect(card).toMatchObject({
    title: 'my-folder',
    emoji: '🐙',
    colorFrom: 'gray',
    license: 'unknown',
    tags: [],
  })
  expect(told).toEqual([
    'title: not usable as it is. It is “my-folder”.',
    'colorFrom: not said. It is “gray”.',
    'colorTo: not said. It is “gray”.',
    'license: not said. It is “unknown”.',
    'tags: not usable as it is. Left out.',
    'short_description: not said. Left out.',
  ])
})

test.each([
  ['none', undefined, 'There is no README.md'],
  ['one without a card', '# Title\n---\ntitle: x\n---', 'no front matter'],
  ['one whose card is no YAML', '---\ntitle: "x\n---', 'is no YAML'],
  [
    'one that multiplies itself',
    `---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n---`,
    'is no YAML',
  ],
])('of a README there is a card, too: %s', (_, readme, why) => {
  const { card, told } = readReadme(readme, 'folder')
  expect(card.title).toBe('folder')
  expect(told[0]).toContain(why)
})

test('a card is written back into its README, and all else stays', () => {
  const before = `---\n${CARD}\npinned: true\n---\n\n# Café\n`
  const { card } = readReadme(before, 'folder')
  const after = writeReadme({ ...card, title: 'Tea: hot' }, before)
  expect(readReadme(after, 'folder').card).toEqual({ ...card, title: 'Tea: hot' })
  expect(after).toContain('pinned: true')
  expect(after.endsWith('---\n\n# Café\n')).toBe(true)
})

test('of a demo that ships with the site there is only the card', () => {
  const { card } = readReadme(`---\n${CARD}\n---`, '')
  expect(readReadme(writeReadme(card), '')).toEqual({ card, told: [] })
})
