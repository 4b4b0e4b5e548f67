import { expect, test } from 'vitest'
import { describeUncloneable } from './cloneable'

test('a function deep inside is named by its path', () => {
  const found = describeUncloneable([1, { onDone: () => 1 }])
  expect(found).toMatchObject({ code: 'NotCloneable', message: 'outputs[1].onDone is a function.' })
})

test('a tensor on the GPU is told apart, with the call that reads it back', () => {
  const found = describeUncloneable([{ location: 'gpu-buffer', dims: [1] }])
  expect(found?.code).toBe('GpuValueEscaped')
  expect(found?.wayOut).toContain('getData()')
})

test('plain data and cycles end without a finding', () => {
  const cycle: Record<string, unknown> = { a: [1, 'x', null] }
  cycle.self = cycle
  expect(describeUncloneable([cycle])).toBeUndefined()
})
