import fc from 'fast-check'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { literalPieces } from './literal'
import { placeOf, textOf } from './shader'
import { sourcesIn } from './sources.fixture'
import { tell } from './tell'

/** The value of an expression, and what made each of its code units. */
function readBack(source: string) {
  const sources = sourcesIn({ 'handler.ts': source })
  const [file] = sources.files
  const last = file?.statements.at(-1)
  if (last === undefined || !ts.isExpressionStatement(last))
    throw new Error('The source ends with an expression.')
  const told = tell(sources, last.expression)
  const text = textOf(told)
  const made = Array.from({ length: text.length }, (_, offset) => {
    const place = placeOf(told, offset, offset + 1)
    return source.slice(place?.start, place?.end)
  })
  return { text, made, complete: told.complete }
}

test('escapes are one character each', () => {
  expect(
    readBack(String.raw`('a\n\x41\u0042\u{1F600}\$\'\
b')`),
  ).toEqual({
    text: "a\nAB\u{1F600}$'b",
    made: [
      'a',
      String.raw`\n`,
      String.raw`\x41`,
      String.raw`\u0042`,
      ...Array(2).fill(String.raw`\u{1F600}`),
      ...[String.raw`\$`, String.raw`\'`, 'b'],
    ],
    complete: true,
  })
})

test('the line ends of a template are one character', () => {
  expect(readBack('(`a\r\nb\rc\nd`)')).toEqual({
    text: 'a\nb\nc\nd',
    made: ['a', '\r\n', 'b', '\r', 'c', '\n', 'd'],
    complete: true,
  })
})

test('a template in a template is read where it stands', () => {
  expect(readBack('const A = 12;`<${`(${A})`}>`')).toEqual({
    text: '<(12)>',
    made: ['<', '(', '${A}', '${A}', ')', '>'],
    complete: true,
  })
})

test('what the language does not take is not told', () => {
  const file = ts.createSourceFile('a.ts', String.raw`'\u{110000}'`, ts.ScriptTarget.ES2022, true)
  const [statement] = file.statements
  if (statement === undefined || !ts.isExpressionStatement(statement)) throw new Error('No expression.')
  if (!ts.isStringLiteral(statement.expression)) throw new Error('No string.')
  expect(literalPieces(ts, statement.expression)).toBeUndefined()
})

/** A part of a template: what is written, what it stands for, and what is to be marked for each of its code units. */
const plain = fc
  .string({ unit: 'grapheme' })
  .map((text) => text.replaceAll(/[\\`$\r]/g, ' '))
  .map((text) => ({ written: text, made: Array.from({ length: text.length }, (_, at) => text.charAt(at)) }))
const escaped = fc
  .constantFrom(
    String.raw`\n`,
    String.raw`\x7e`,
    String.raw`\u00e9`,
    String.raw`\``,
    String.raw`\${'$'}{`.slice(0, 2),
    '\r\n',
  )
  .map((written) => ({ written, made: [written] }))
const value = fc
  .constantFrom(['${NUMBER}', 3], ['${WORD}', 4], ['${ NUMBER * 2 }', 3])
  .map(([written, length]) => ({
    written: String(written),
    made: Array<string>(Number(length)).fill(String(written)),
  }))
const part = fc.oneof({ weight: 3, arbitrary: plain }, escaped, value)

test('each code unit is led back to what made it', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const template = parts.map(({ written }) => written).join('')
      const constants = "const NUMBER = 128, WORD = 'vec3';"
      const { text, made, complete } = readBack(`${constants}\`${template}\``)
      expect(complete).toBe(true)
      // As JavaScript itself reads it.
      expect(text).toBe(new Function(`${constants} return \`${template}\``)())
      expect(made).toEqual(parts.flatMap((each) => each.made))
    }),
    { numRuns: 200 },
  )
})
