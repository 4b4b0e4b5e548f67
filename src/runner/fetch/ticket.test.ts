import { expect, test } from 'vitest'
import { urlOfTicket } from './ticket'

test('a model is no ticket, however it begins', () => {
  const bytes = new Uint8Array(10_000)
  bytes.set(new TextEncoder().encode('sublet-ticket:x'))
  expect(urlOfTicket(bytes)).toBeUndefined()
  expect(urlOfTicket(new Uint8Array([8, 8]))).toBeUndefined()
})
