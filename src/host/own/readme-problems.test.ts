import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readmeProblems } from './readme-problems'

const GOOD = readFileSync('src/demos/digits/README.md', 'utf8')
/** Each with the text that it is about. */
const problems = (readme: string) =>
  readmeProblems(readme).map(({ severity, start, end, message }) => [
    severity,
    readme.slice(start, end),
    message,
  ])

test('the README of a bundled demo has none', () => {
  expect(problems(GOOD)).toEqual([])
})

test('a value that no card can hold is found where it stands', () => {
  expect(problems(GOOD.replace(/^colorFrom: .*$/m, 'colorFrom: [red]'))).toEqual([
    ['error', '[red]', expect.stringMatching(/^colorFrom: Invalid type: Expected string/)],
  ])
  expect(problems(GOOD.replace(/^title: .*$/m, 'title:'))).toEqual([
    ['error', 'title', expect.stringMatching(/^title: Invalid type/)],
  ])
  expect(problems(GOOD.replace('  - digits', '  - 5'))[0]).toEqual([
    'error',
    '5',
    expect.stringMatching(/^models\.0: /),
  ])
})

test('what is not said is told at the top', () => {
  expect(problems(GOOD.replace(/^license: .*\n/m, ''))).toEqual([
    ['warning', '---', 'The card does not say license.'],
  ])
  expect(problems('# Digits')).toEqual([
    ['warning', '# Digits', 'There is no card: no front matter between lines of ---.'],
  ])
})

test('what is no YAML is told at its line', () => {
  const readme = GOOD.replace(/^license: .*$/m, 'license: "open')
  const [first] = readmeProblems(readme)
  expect(first).toMatchObject({ severity: 'error', message: expect.stringMatching(/quote/i) })
  expect(readme.slice(0, first?.start).split('\n').length).toBeGreaterThanOrEqual(
    readme.slice(0, readme.indexOf('license: "open')).split('\n').length,
  )
  expect(problems('---\njust words\n---\n')[0]?.[2]).toBe('The front matter is no list of names and values.')
})
