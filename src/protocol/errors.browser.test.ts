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
