import { expect, test, vi } from 'vitest'
import { consoleText, forwardConsole } from './console'

test.each([
  [['a', 1, { b: 2 }], 'a 1 { b: 2 }'],
  [[], ''],
  [['%s of %d', 'three', 4.7], 'three of 4'],
  [['%i|%f|%d', '12px', '1.5', 'no'], '12|1.5|NaN'],
  [['%o and %O and %j', { a: 1 }, [2], 'x'], "{ a: 1 } and [2] and 'x'"],
  [['%cred%c plain', 'color: red', ''], 'red plain'],
  [['%s', { a: 1 }, 'rest'], '{ a: 1 } rest'],
  [['100% done'], '100% done'],
  [['100%% of %s', 'it'], '100% of it'],
  [['%s and %s', 'one'], 'one and %s'],
  [[1, '%s', 2], '1 %s 2'],
  [['%d', Symbol('x')], 'NaN'],
])('%j is logged as a console would', (values, text) => {
  expect(consoleText(values)).toBe(text)
})

test('a line of any length is cut', () => {
  expect(consoleText(['x'.repeat(1e6)])).toHaveLength(4000)
})

test('each method is forwarded at its level, in order, and still reaches the developer tools', () => {
  const native = vi.fn()
  const target = Object.create(console)
  for (const method of ['debug', 'log', 'info', 'warn', 'error', 'trace', 'assert']) target[method] = native
  const lines: string[] = []
  forwardConsole(target, (level, text) => lines.push(`${level} ${text.split('\n')[0]}`))
  target.debug('1')
  target.log('2')
  target.info('3')
  target.warn('4')
  target.error('5')
  target.trace('6')
  target.assert(true, 'fine')
  target.assert(false, '7')
  expect(lines).toEqual([
    'debug 1',
    'info 2',
    'info 3',
    'warn 4',
    'error 5',
    'debug 6 ',
    'error Assertion failed: 7',
  ])
  expect(native).toHaveBeenCalledTimes(8)
})
