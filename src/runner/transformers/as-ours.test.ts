import { ModelFileNotFoundError } from '@huggingface/transformers'
import { expect, test } from 'vitest'
import { asOurs } from './as-ours'

test('a file that the hub does not give is a model that is not found, with the way to a token', () => {
  const refused = new ModelFileNotFoundError('Unauthorized access to file: "https://hub/x".', { status: 401 })
  expect(asOurs(refused)).toMatchObject({
    code: 'ModelNotFound',
    message: refused.message,
    cause: refused,
    stack: refused.stack,
    wayOut: expect.stringContaining('token'),
  })
})

test('what else is thrown stays what it is', () => {
  const hostile = new Proxy(new Error('x'), {
    get() {
      throw new Error('no name')
    },
  })
  for (const thrown of [new Error('x'), 'text', undefined, hostile]) expect(asOurs(thrown)).toBe(thrown)
})
