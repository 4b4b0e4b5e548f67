import { expect, test } from 'vitest'
import type { TensorEntry } from '../../protocol/model'
import { planRuns } from './ranges'

const tensor = (offset: number, bytes: number, file = 0): TensorEntry => ({
  name: `${file}:${offset}`,
  type: 'float32',
  dims: [bytes / 4],
  file,
  offset,
  bytes,
})

test('neighbours are read as one stream, whatever order the table has', () => {
  const runs = planRuns([tensor(8192, 4096), tensor(0, 4096), tensor(4200, 3992)])
  expect(runs).toHaveLength(1)
  expect(runs[0]).toMatchObject({ start: 0, end: 12288 })
  expect(runs[0]?.tensors.map((t) => t.offset)).toEqual([0, 4200, 8192])
})

test('a wide gap and another file start a new stream', () => {
  const runs = planRuns([tensor(0, 4096), tensor(1_000_000, 4096), tensor(0, 4096, 1)])
  expect(runs.map((run) => [run.file, run.start])).toEqual([
    [0, 0],
    [0, 1_000_000],
    [1, 0],
  ])
})

test('tensors that share bytes are read each on its own', () => {
  expect(planRuns([tensor(0, 8192), tensor(4096, 4096)])).toHaveLength(2)
})
