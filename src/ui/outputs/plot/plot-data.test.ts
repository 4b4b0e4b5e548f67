import { expect, test } from 'vitest'
import { readPlot } from './plot-data'

test('typed arrays and plain ones are taken; the kind is a line unless it is said', () => {
  expect(readPlot({ x: new Float32Array([1, 2]), series: [{ label: 'a', y: [3, 4] }] })).toEqual({
    ok: true,
    parsed: {
      kind: 'line',
      x: [1, 2],
      series: [{ label: 'a', y: [3, 4] }],
      xLabel: undefined,
      yLabel: undefined,
    },
  })
})

test('points are put in the order of x, each series with them', () => {
  const read = readPlot({
    kind: 'scatter',
    x: [3, 1, 2],
    series: [
      { label: 'a', y: [30, 10, 20] },
      { label: 'b', y: [null, 1, 2] },
    ],
  })
  expect(read).toMatchObject({
    parsed: { x: [1, 2, 3], series: [{ y: [10, 20, 30] }, { y: [1, 2, null] }] },
  })
})

test('what is not finite is a gap', () => {
  const y = new Float64Array([1, Number.NaN, Number.POSITIVE_INFINITY])
  expect(readPlot({ x: [0, 1, 2], series: [{ label: 'a', y }] })).toMatchObject({
    parsed: { series: [{ y: [1, null, null] }] },
  })
})

test('no points yet is a plot, too', () => {
  expect(readPlot({ x: [], series: [{ label: 'a', y: [] }] })).toMatchObject({ ok: true, parsed: { x: [] } })
})

const one = [{ label: 'a', y: [1] }]
test.each([
  ['a text', 'plot', undefined],
  ['another kind', { kind: 'pie', x: [1], series: one }, 'kind'],
  ['no series', { x: [1], series: [] }, 'series'],
  ['a series without a label', { x: [1], series: [{ y: [1] }] }, 'series.0.label'],
  ['x with a text', { x: ['1'], series: one }, 'x'],
  ['x that is not finite', { x: [Number.NaN], series: one }, 'x'],
  ['y with a text', { x: [1], series: [{ label: 'a', y: ['1'] }] }, 'series[0].y'],
  ['y that is too short', { x: [1, 2], series: one }, 'series[0].y'],
  ['more points than a page can draw', { x: new Float32Array(1_000_001), series: one }, 'x'],
])('%s is refused, and where it is', (_, value, at) => {
  const read = readPlot(value)
  expect(read).toMatchObject({ ok: false })
  expect(read).toHaveProperty('wants')
  if (!read.ok) expect(read.at).toBe(at)
})
