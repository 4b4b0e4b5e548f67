import { expect, test } from 'vitest'
import { fromWire, SubletError, toWire } from './errors'

test('an error crosses a thread as plain data and comes back with its code, numbers and way out', () => {
  const error = new SubletError('IllegalDuration', '9999 s asked, 300 s allowed', {
    figures: { requestedSeconds: 9999, allowedSeconds: 300 },
  })
  const back = fromWire(structuredClone(toWire(error)))
  expect(back).toBeInstanceOf(SubletError)
  expect(back).toMatchObject({ code: 'IllegalDuration', message: error.message, figures: error.figures })
})

test('what cannot even be asked what it is crosses as an error all the same', () => {
  const trap = () => {
    throw new RangeError('trap')
  }
  const thrown = new Proxy({}, { get: trap, getPrototypeOf: trap })
  expect(toWire(thrown)).toMatchObject({
    code: 'HandlerFailed',
    message: 'What was thrown cannot be read.',
  })
})
