import { expect, test } from 'vitest'
import type { ComponentSpec } from '../../host/types'
import { cellText } from './cell-text'

const choices: [string, string][] = [
  ['Red', 'r'],
  ['Green', 'g'],
]
const text: ComponentSpec = { kind: 'textbox', lines: 1, value: '' }
const table: ComponentSpec = { kind: 'dataframe', datatype: 'str', value: [], maxRows: 9 }
const image: ComponentSpec = { kind: 'image', source: 'upload', mode: 'rgba', crop: 'none' }
const group: ComponentSpec = { kind: 'checkbox-group', choices, value: [] }

test.each<[ComponentSpec, unknown, string]>([
  [text, ' two\nlines ', 'two lines'],
  [text, 'x'.repeat(300), `${'x'.repeat(199)}…`],
  [{ kind: 'number', value: 0 }, -0.5, '-0.5'],
  [{ kind: 'checkbox', value: false }, true, '✓ yes'],
  [{ kind: 'checkbox', value: false }, false, '✗ no'],
  [{ kind: 'radio', choices }, 'g', 'Green'],
  [group, ['r', 'g'], 'Red, Green'],
  [group, [], '—'],
  [image, null, '—'],
  [image, new ImageData(3, 2), 'Picture, 3 × 2'],
  [{ kind: 'video' }, new File(['x'], 'a.webm'), 'a.webm'],
  [{ kind: 'audio' }, { sampleRate: 1000, channels: [new Float32Array(1500)] }, 'Sound, 1.5 s'],
  [table, [['a'], ['b']], '2 rows'],
  [table, { headers: ['a'], data: [['b']] }, '1 row'],
  [{ kind: 'json' }, { a: [1] }, '{"a":[1]}'],
])('%# is shown in a few words', (spec, value, shown) => {
  expect(cellText(spec, value)).toBe(shown)
})
