import { expect, test } from 'vitest'
import { checkRunOptions } from './run-options'

const OUTPUTS = [{ name: 'y' }]

test.each([
  [[]],
  [[undefined]],
  [[['y']]],
  [[{ y: null }]],
  [[{ tag: 'a', logSeverityLevel: 0, logVerbosityLevel: 3, terminate: true }]],
  [[['y'], { extra: { memory: { enable_memory_arena_shrinkage: '1' } } }]],
])('%j is left to ONNX Runtime', (rest) => {
  expect(() => checkRunOptions(rest, OUTPUTS)).not.toThrow()
})

test.each([
  [[{ logSeverityLevel: 9 }], 'logSeverityLevel'],
  [[['y'], { logVerbosityLevel: 'all' }], 'logVerbosityLevel'],
  [[{ y: null }, { tag: 7 }], 'tag'],
  [[{ extra: { memory: null } }], 'extra.memory'],
])('%j is refused by the name of its option', (rest, option) => {
  expect(() => checkRunOptions(rest, OUTPUTS)).toThrowError(
    expect.objectContaining({ code: 'ModelUnsupported', figures: { option } }),
  )
})
