import { describe, expect, test } from 'vitest'
import { passagesOf } from './passages'
import { nearest } from './rank'

describe('a text is searched by', () => {
  test('its paragraphs, wherever their lines break', () => {
    expect(passagesOf('  One\ntwo  three.\n\n \nFour.\n')).toEqual(['One two three.', 'Four.'])
  })

  test('pieces of long paragraphs, which end with a sentence', () => {
    const sentence = `${'word '.repeat(29)}end.`
    const pieces = passagesOf([sentence, sentence.replace('end', 'second'), 'Third “one.” Fourth?'].join(' '))
    expect(pieces).toHaveLength(1)
    const longer = passagesOf(
      Array.from({ length: 5 }, (_, at) => sentence.replace('end', `end${at}`)).join(' '),
    )
    expect(longer.map((piece) => piece.split(' ').length)).toEqual([60, 60, 30])
    expect(longer.every((piece) => piece.endsWith('.'))).toBe(true)
  })

  test('pieces of a sentence that does not end', () => {
    const words = Array.from({ length: 200 }, (_, at) => `w${at}`).join(' ')
    const pieces = passagesOf(words)
    expect(pieces.map((piece) => piece.split(' ').length)).toEqual([80, 80, 40])
    expect(pieces.join(' ')).toBe(words)
  })

  test('nothing where there is nothing, and once what comes twice', () => {
    expect(passagesOf(' \n\n\t')).toEqual([])
    expect(passagesOf('Same.\n\nOther.\n\nSame.')).toEqual(['Same.', 'Other.'])
  })
})

describe('what is found', () => {
  const vectors = new Map([
    ['question', Float32Array.of(1, 0)],
    ['near', Float32Array.of(0.8, 0.6)],
    ['far', Float32Array.of(0, 1)],
    ['against', Float32Array.of(-1, 0)],
  ])

  test('comes by the cosine, best first, and no more than was asked for', () => {
    const found = nearest('question', ['against', 'far', 'near'], vectors, 2)
    expect(found.map(({ passage }) => passage)).toEqual(['near', 'far'])
    expect(found[0]?.score).toBeCloseTo(0.8)
  })

  test('is refused where a vector is missing', () => {
    expect(() => nearest('question', ['unknown'], vectors, 1)).toThrow('no vector for "unknown"')
  })
})
