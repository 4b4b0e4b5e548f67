import { expect, test } from 'vitest'
import { LONGEST_ERROR_TEXT, SubletError, toWire } from '../../protocol/errors'
import { LONGEST_TEXT } from '../../protocol/runner'
import { withNames } from './with-names'

const named = (text: string): string => text.replaceAll('blob:x', 'sublet:///a-longer-name/handler.ts')

test('stacks and log lines get names, and stay short enough to be heard', () => {
  expect(withNames({ type: 'log', level: 'error', text: 'at blob:x:1:2' }, named)).toMatchObject({
    text: 'at sublet:///a-longer-name/handler.ts:1:2',
  })
  const log = withNames({ type: 'log', level: 'error', text: 'blob:x'.repeat(600) }, named)
  expect(log.type === 'log' && log.text.length).toBe(LONGEST_TEXT)

  const error = toWire(new SubletError('HandlerFailed', 'no', { stack: 'blob:x'.repeat(3000) }))
  const threw = withNames({ type: 'threw', call: '1', error }, named)
  expect(threw.type === 'threw' && threw.error.stack.length).toBe(LONGEST_ERROR_TEXT)
})

test('other messages are passed on as they are', () => {
  const posted = { type: 'returned' as const, call: '1', outputs: ['blob:x'], skipped: [] }
  expect(withNames(posted, named)).toBe(posted)
})
