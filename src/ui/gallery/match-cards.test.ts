import { describe, expect, test } from 'vitest'
import type { DemoCard } from '../../host/types'
import { commonTags, matchCards } from './match-cards'
import { stepCard } from './step-card'

const card = (id: string, parts: Partial<DemoCard>): DemoCard => ({
  id,
  title: id,
  emoji: '',
  colorFrom: '',
  colorTo: '',
  shortDescription: '',
  license: 'mit',
  models: [],
  tags: [],
  ...parts,
})
const cards = [
  card('digits', { title: 'Digits', tags: ['onnx', 'image'], models: ['digits'] }),
  card('cafe', { title: 'Café crème', shortDescription: 'Pours a cup.', tags: ['text'] }),
  card('depth', { title: 'Depth', tags: ['image', 'hub'], models: ['org/Depth-Anything'] }),
]
const found = (query: string, tags: string[] = []) => matchCards(cards, query, tags).map(({ id }) => id)

describe('search', () => {
  test.each([
    ['nothing', '', ['digits', 'cafe', 'depth']],
    ['a title, whatever its accents', 'CAFE creme', ['cafe']],
    ['accents that the title does not have', 'dígits', ['digits']],
    ['a word of the description', 'cup', ['cafe']],
    ['a tag', 'onnx', ['digits']],
    ['a model', 'anything', ['depth']],
    ['words from several places, in any order', 'image org', ['depth']],
    ['a word that is nowhere', 'digits zebra', []],
  ])('%s', (_, query, ids) => {
    expect(found(query)).toEqual(ids)
  })

  test('with tags, all of them', () => {
    expect(found('', ['image'])).toEqual(['digits', 'depth'])
    expect(found('depth', ['image', 'hub'])).toEqual(['depth'])
    expect(found('digits', ['hub'])).toEqual([])
  })

  test('common tags go first', () => {
    expect(commonTags(cards, 3)).toEqual(['image', 'hub', 'onnx'])
  })
})

describe('arrows over two own cards, and seven in rows of three', () => {
  const row = (top: number, columns: number) =>
    Array.from({ length: columns }, (_, at) => ({ left: 100 * at, top }))
  const places = [...row(0, 2), ...row(200, 3), ...row(300, 3), ...row(400, 1)]

  test.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 1, 2],
    ['ArrowRight', 8, undefined],
    ['ArrowLeft', 0, undefined],
    ['ArrowDown', 1, 3],
    ['ArrowDown', 3, 6],
    ['ArrowDown', 7, 8],
    ['ArrowDown', 8, undefined],
    ['ArrowUp', 6, 3],
    ['ArrowUp', 4, 1],
    ['ArrowUp', 1, undefined],
    ['Home', 5, 0],
    ['End', 0, 8],
    ['x', 0, undefined],
  ])('%s from %i', (key, from, to) => {
    expect(stepCard(key, from, places)).toBe(to)
  })
})
