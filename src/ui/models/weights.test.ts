import { describe, expect, test } from 'vitest'
import { pageOf, queryTensors, shapeText, type Tensor } from './tensor-rows'
import { fitLabel, layTreemap } from './treemap'
import { weightTree } from './weight-tree'

function tensor(name: string, bytes: number, parts: Partial<Tensor> = {}): Tensor {
  return { name, type: 'float32', dims: [bytes / 4], file: 0, offset: 0, bytes, ...parts }
}

describe('the table', () => {
  const rows = [tensor('layer.10.w', 400), tensor('layer.9.w', 400), tensor('head', 4, { file: 1, dims: [] })]
  const names = (query: Partial<Parameters<typeof queryTensors>[1]>) =>
    queryTensors(rows, { key: 'name', falling: false, filter: '', ...query }).map(({ name }) => name)

  test('sorts by name as people count', () => {
    expect(names({})).toEqual(['head', 'layer.9.w', 'layer.10.w'])
  })
  test('sorts the largest first, equal ones by name', () => {
    expect(names({ key: 'bytes', falling: true })).toEqual(['layer.9.w', 'layer.10.w', 'head'])
  })
  test('filters by a part of the name in any case', () => {
    expect(names({ filter: ' LAYER.9' })).toEqual(['layer.9.w'])
  })
  test('is paged, and a page that is no longer there becomes the last', () => {
    const many = Array.from({ length: 50 }, (_, index) => index)
    expect(pageOf(many, 1)).toMatchObject({ page: 1, pages: 3 })
    expect(pageOf(many, 9)).toEqual({ rows: many.slice(40), page: 2, pages: 3 })
    expect(pageOf([], 0)).toEqual({ rows: [], page: 0, pages: 1 })
  })
  test('tells shapes', () => {
    expect([[64, 3, 3], ['batch', '', 8], []].map(shapeText)).toEqual([
      '64 × 3 × 3',
      'batch × ? × 8',
      'scalar',
    ])
  })
})

describe('the map', () => {
  const tensors = [
    tensor('model.layers.0.attn.weight', 6000),
    tensor('model.layers.1.attn.weight', 2000),
    tensor('head.weight', 8000),
    tensor('head.bias', 1),
  ]

  test('groups by the parts of names, and a group of one is none', () => {
    expect(weightTree(tensors)).toMatchObject({
      children: [
        { label: 'model.layers', children: [{ label: '0.attn.weight' }, { label: '1.attn.weight' }] },
        { label: 'head.weight', bytes: 8000 },
        { label: '1 smaller', bytes: 1 },
      ],
    })
  })

  test('gives each tensor an area as its bytes, inside the room there is', () => {
    const { tiles } = layTreemap(weightTree(tensors.slice(0, 3)), 400, 400)
    const areas = tiles.map(({ width, height, bytes }) => (width * height) / bytes)
    for (const area of areas) expect(area).toBeGreaterThan((0.8 * 400 * 400) / 16_000)
    for (const { x, y, width, height } of tiles) {
      expect(x + width).toBeLessThanOrEqual(400)
      expect(y + height).toBeLessThanOrEqual(400)
    }
    expect(tiles.map(({ bytes }) => bytes).sort()).toEqual([2000, 6000, 8000])
  })

  test('shows a model of one tensor, and none of none', () => {
    expect(layTreemap(weightTree([tensor('w', 4)]), 100, 50).tiles).toMatchObject([
      { width: 100, height: 50 },
    ])
    expect(layTreemap(weightTree([]), 100, 50).tiles).toEqual([])
  })

  test('a label has room or is cut, and a stump is left out', () => {
    expect(fitLabel('attention', 200)).toBe('attention')
    expect(fitLabel('attention', 60)).toBe('attenti…')
    expect(fitLabel('attention', 50)).toBe('')
  })
})
