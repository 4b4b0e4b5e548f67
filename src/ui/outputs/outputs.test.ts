import { describe, expect, test } from 'vitest'
import { describeValue } from './describe-value'
import { jsonText } from './json-text'
import { labelRows } from './label-rows'

describe('labels', () => {
  test('a list names its classes by index, the likeliest first, as many as asked for', () => {
    expect(labelRows([0.1, 0.7, 0.2], 2)).toEqual({
      ok: true,
      rows: [
        { label: '1', value: 0.7 },
        { label: '2', value: 0.2 },
      ],
    })
  })

  test('what a softmax in float32 gives is taken as it is', () => {
    expect(labelRows(new Float32Array([0.25, 0.75]), 1)).toEqual({
      ok: true,
      rows: [{ label: '1', value: 0.75 }],
    })
  })

  test('an object names them itself', () => {
    expect(labelRows({ cat: 0.2, dog: 0.8 }, 3)).toMatchObject({ rows: [{ label: 'dog' }, { label: 'cat' }] })
  })

  test.each([
    ['a text', 'dog'],
    ['nothing', undefined],
    ['a list with a text in it', [0.1, '0.9']],
    ['an object with a text in it', { cat: 'yes' }],
    ['bytes behind a DataView', new DataView(new ArrayBuffer(4))],
  ])('%s is refused', (_, value) => {
    expect(labelRows(value, 3).ok).toBe(false)
  })

  test('logits are refused, with the class that shows it and what to do', () => {
    const refused = labelRows([0.5, 7.25], 3)
    expect(refused).toMatchObject({ ok: false, reason: expect.stringMatching(/softmax.*"1" is 7\.25/) })
    expect(labelRows([Number.NaN, 1], 3).ok).toBe(false)
  })
})

describe('JSON for reading', () => {
  test('is indented, with typed arrays in one line', () => {
    expect(jsonText({ a: [1, 'x'], logits: new Float32Array(64).fill(0.1), none: [] })).toBe(
      [
        '{',
        '  "a": [',
        '    1,',
        '    "x"',
        '  ],',
        '  "logits": Float32Array(64) [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, … 56 more],',
        '  "none": []',
        '}',
      ].join('\n'),
    )
  })

  test('ends on a circle, on great depth and on a long list', () => {
    const circle: Record<string, unknown> = {}
    circle.self = circle
    expect(jsonText(circle)).toContain('[circular]')

    let deep: unknown = 'bottom'
    for (let level = 0; level < 10_000; level += 1) deep = [deep]
    expect(jsonText(deep)).toContain('[1 items]')

    expect(jsonText(Array.from({ length: 100_000 }, () => 1))).toContain('… 99800 more')
  })

  test('the same object twice is no circle', () => {
    const shared = { x: 1 }
    expect(jsonText([shared, shared])).not.toContain('circular')
  })
})

test('a value is named without trusting it', () => {
  expect(describeValue(new Uint8Array(3))).toBe('Uint8Array(3)')
  expect(describeValue({ constructor: { name: 'Evil' } })).toBe('an object with 1 keys')
  expect(describeValue(null)).toBe('null')
})
