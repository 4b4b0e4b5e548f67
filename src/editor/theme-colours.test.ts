import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dark, light } from './theme-colours'

/** As text: as a module it wants a window. */
const monaco = readFileSync('node_modules/monaco-editor/esm/vs/editor/standalone/common/themes.js', 'utf8')

/** Of languages that no file of a demo is written in. */
const FOREIGN = /\.(pug|scss|css|sql|swift|php|xml)$|^metatag/

/** Colours by token: those of one of Monaco's own themes. */
function inherited(name: 'vs' | 'vs_dark'): [string, string][] {
  const [, from = ''] = monaco.split(`const ${name} = {`)
  const [theme = ''] = from.split('\n};')
  return [...theme.matchAll(/token: '([^']*)', foreground: '(\w{6})'/g)].map(
    ([, token = '', colour = '']) => [token, `#${colour}`],
  )
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [more = 0, less = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (more + 0.05) / (less + 0.05)
}

const BRACKETS = ['foreground1', 'foreground2', 'foreground3', 'unexpectedBracket.foreground'].map(
  (name) => `editorBracketHighlight.${name}`,
)
const LINES = [
  'editor.background',
  'editor.lineHighlightBackground',
  'diffEditor.insertedLineBackground',
  'diffEditor.removedLineBackground',
]

test.each([
  ['light', light, inherited('vs')],
  ['dark', dark, inherited('vs_dark')],
] as const)(
  '%s: what code can be coloured with has a contrast of 4.5 on each kind of line',
  (_, theme, base) => {
    // If it is read otherwise one day, this is what fails.
    expect(base.length).toBeGreaterThan(30)
    const colours = new Map([
      ...base,
      ...theme.rules.map(({ token, foreground }) => [token, `#${foreground}`] as const),
      ...BRACKETS.map((name) => [name, theme.colors[name] ?? ''] as const),
    ])
    const poor = [...colours].flatMap(([token, colour]) =>
      LINES.flatMap((line) => {
        const ratio = contrast(colour, theme.colors[line] ?? '')
        return FOREIGN.test(token) || ratio >= 4.5
          ? []
          : [`${token} ${colour} on ${line}: ${ratio.toFixed(2)}`]
      }),
    )
    expect(poor).toEqual([])
  },
)
