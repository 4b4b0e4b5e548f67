import { expect, test } from 'vitest'
import { literalTokens } from './literal-tokens'
import { found } from './sources.fixture'

/** Words, and what is between them. */
const tokenize = (text: string) =>
  text.split('\n').map((line) =>
    [...line.matchAll(/\w+|\W+/g)].map((match) => ({
      offset: match.index,
      type: /\w/.test(match[0]) ? 'word' : 'other',
    })),
  )

function words(source: string): string[] {
  return literalTokens(found(source).literals, tokenize)
    .filter(({ type }) => type === 'word')
    .map(({ start, end }) => source.slice(start, end))
}

test('what is written has colours, what is put in keeps its own', () => {
  expect(words('const N = 8\nconst a = /* wgsl */ `fn a${N}() {\\n\n  let b = ${N}u;\r\n}`')).toEqual([
    'fn',
    'a',
    'let',
    'b',
    'u',
  ])
})

test('a literal within a literal is coloured once', () => {
  expect(words('const a = /* wgsl */ `fn a() ${ /* wgsl */ `{ let b; }` }`')).toEqual(['fn', 'a', 'let', 'b'])
})

test('a comment goes on behind what is put in', () => {
  const line = (text: string) =>
    text.split('\n').map((each) => (each === '' ? [] : [{ offset: 0, type: 'comment' }]))
  const source = 'const N = 8\nconst a = /* wgsl */ `// a ${N} b\n`'
  const marked = literalTokens(found(source).literals, line).map(({ start, end }) => source.slice(start, end))
  expect(marked).toEqual(['// a ', ' b'])
})
