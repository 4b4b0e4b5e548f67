import { expect, test } from 'vitest'
import { checkDescriptor } from './check-descriptor'

const offer = {
  features: new Set(['shader-f16']),
  limits: { maxBufferSize: 1024, minUniformBufferOffsetAlignment: 256 },
}

const check = (descriptor: GPUDeviceDescriptor) => () => checkDescriptor(offer, descriptor)

test('what the adapter has is granted', () => {
  expect(check({})).not.toThrow()
  expect(check({ label: 'mine', requiredFeatures: ['shader-f16'] })).not.toThrow()
  expect(check({ requiredLimits: { maxBufferSize: 1024 } })).not.toThrow()
  expect(check({ requiredLimits: { maxBufferSize: undefined } })).not.toThrow()
  expect(check({ requiredLimits: { minUniformBufferOffsetAlignment: 512 } })).not.toThrow()
})

test('a feature that it lacks is a TypeError', () => {
  expect(check({ requiredFeatures: ['shader-f16', 'timestamp-query'] })).toThrow(
    expect.objectContaining({ name: 'TypeError', message: expect.stringContaining('timestamp-query') }),
  )
})

test.each([
  ['more than there is', 'maxBufferSize', 1025, 'OperationError'],
  ['a limit that there is not', 'maxWishes', 3, 'OperationError'],
  ['a name of every object', 'toString', 3, 'OperationError'],
  ['a finer alignment', 'minUniformBufferOffsetAlignment', 128, 'OperationError'],
  ['an alignment that is no power of two', 'minUniformBufferOffsetAlignment', 300, 'OperationError'],
  ['a fraction', 'maxBufferSize', 0.5, 'TypeError'],
  ['a negative number', 'maxBufferSize', -1, 'TypeError'],
])('%s is refused: %s', (_, limit, value, name) => {
  expect(check({ requiredLimits: { [limit]: value } })).toThrow(
    expect.objectContaining({ name, message: expect.stringContaining(limit) }),
  )
})
