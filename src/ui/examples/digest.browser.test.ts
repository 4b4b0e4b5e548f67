import { expect, test } from 'vitest'
import { digestOf } from './digest'

const picture = (first: number, width = 2) =>
  new ImageData(new Uint8ClampedArray([first, 8, 7, 255, 1, 2, 3, 255]), width, 2 / width)
const file = (text: string, name = 'a.txt') => new File([text], name, { type: 'text/plain' })

test('the same data has the same digest: SHA-256, whatever order the keys are in', async () => {
  const [one, other] = [
    { a: 1, b: [true, null, new Float32Array([1, 2])], c: picture(9), d: file('x') },
    { d: file('x'), c: picture(9), b: [true, null, new Float32Array([1, 2])], a: 1 },
  ]
  expect(await digestOf(one)).toBe(await digestOf(other))
  expect(await digestOf(one)).toMatch(/^[0-9a-f]{64}$/)
})

test('no two values are taken for each other', async () => {
  const different = [
    'a',
    ['a'],
    ['a', 'b'],
    ['ab'],
    ['a;s1;b'],
    [['a'], 'b'],
    [['a', 'b']],
    '',
    [],
    {},
    null,
    undefined,
    0,
    -0,
    Number.NaN,
    '0',
    false,
    'false',
    '\ud83d',
    '\ud83e',
    { a: 'b' },
    { ab: '' },
    picture(9),
    picture(10),
    picture(9, 1),
    new Float32Array([1]),
    new Uint8Array(new Float32Array([1]).buffer),
    new Uint8Array([1, 2, 3, 4]).subarray(1, 2),
    new Uint8Array([2]).buffer,
    file('x'),
    file('y'),
    file('x', 'b.txt'),
    new Blob(['x']),
  ]
  const digests = await Promise.all(different.map(digestOf))
  expect(new Set(digests).size).toBe(different.length)
})

test('of a view only its own part counts', async () => {
  const part = new Uint8Array([1, 2, 3, 4]).subarray(1, 2)
  expect(await digestOf(part)).toBe(await digestOf(new Uint8Array([2])))
})

test('what is no data has none', async () => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  for (const value of [circle, () => 1, new Map(), Symbol('any')])
    await expect(digestOf(value)).rejects.toThrow(TypeError)
})
