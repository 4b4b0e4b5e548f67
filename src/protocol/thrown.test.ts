import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { asSubletError, SubletError, toWire, wireErrorSchema } from './errors'

class ShapeMismatch extends Error {}

describe('what a handler throws', () => {
  test.each([
    [new RangeError('no three'), 'RangeError: no three'],
    [new Error('plain'), 'plain'],
    [new ShapeMismatch('4 is not 8'), 'ShapeMismatch: 4 is not 8'],
    [new ShapeMismatch(), 'ShapeMismatch'],
    ['just text', 'just text'],
    [undefined, 'undefined'],
    [{ status: 404 }, '{"status":404}'],
    [Object.create(null), '{}'],
    [10n, '10'],
    [Object.assign(new Error('x'), { message: { no: 'text' } }), '{"no":"text"}'],
  ])('%s is told as %j', (thrown, message) => {
    const wire = toWire(thrown)
    expect(wire).toMatchObject({ code: 'HandlerFailed', message })
    expect(v.is(wireErrorSchema, wire)).toBe(true)
  })

  test('its causes follow its own stack, each once', () => {
    const root = new TypeError('no such key')
    const middle = new ShapeMismatch('cannot read the table', { cause: root })
    const error = new Error('the page did not open', { cause: middle })
    Object.assign(root, { cause: error })
    const { stack } = toWire(error)
    expect(stack.match(/Caused by: .*/g)).toEqual([
      expect.stringContaining('cannot read the table'),
      expect.stringContaining('TypeError: no such key'),
    ])
    expect(stack).toContain('thrown.test.ts')
  })

  test('all errors of an AggregateError are told', async () => {
    const thrown: unknown = await Promise.any([
      Promise.reject(new Error('first')),
      Promise.reject('second'),
    ]).catch((error: unknown) => error)
    expect(toWire(thrown).stack.match(/Caused by: .*/g)).toEqual([
      'Caused by: Error: first',
      'Caused by: second',
    ])
  })

  test('a chain of any length is cut', () => {
    let error = new Error('0')
    for (let level = 1; level < 1000; level++) error = new Error(`${level}`, { cause: error })
    expect(toWire(error).stack.match(/Caused by/g)).toHaveLength(8)
  })

  test('a stack without its message, as in Firefox, gets it', () => {
    const cause = Object.assign(new RangeError('too far'), { stack: 'draw@sublet:///demo/handler.ts:3:9' })
    expect(toWire(new Error('outer', { cause })).stack).toContain(
      'Caused by: RangeError: too far\ndraw@sublet:///demo/handler.ts:3:9',
    )
  })
})

test('an error that is taken for one of ours is not its own cause', () => {
  const wrapped = asSubletError(new RangeError('mine'), 'DeviceLost')
  expect(toWire(wrapped).stack).not.toContain('Caused by')
})

test('figures that no schema takes do not cost the message', () => {
  const error = new SubletError('IllegalDuration', 'x', { figures: { askedSeconds: Number.NaN } })
  const wire = toWire(error)
  expect(wire.figures).toEqual({ askedSeconds: 'NaN' })
  expect(v.is(wireErrorSchema, wire)).toBe(true)
})
