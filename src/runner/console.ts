import { LONGEST_TEXT } from '../protocol/runner'
import { readable } from './readable'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Of the developer tools' methods, those that say something by themselves. */
const METHODS = {
  debug: 'debug',
  info: 'info',
  log: 'info',
  dir: 'info',
  table: 'info',
  group: 'info',
  warn: 'warn',
  error: 'error',
} as const satisfies Record<string, LogLevel>

/** Shows what the handler logs in the page's log panel as well as in the developer tools. */
export function forwardConsole(target: Console, log: (level: LogLevel, text: string) => void): void {
  function patch(method: string, forward: (values: unknown[]) => void): void {
    const native: unknown = Reflect.get(target, method)
    Reflect.set(target, method, (...values: unknown[]): void => {
      if (typeof native === 'function') Reflect.apply(native, target, values)
      forward(values)
    })
  }

  for (const [method, level] of Object.entries(METHODS)) {
    patch(method, (values) => log(level, consoleText(values)))
  }
  patch('trace', (values) => log('debug', consoleText([...values, `\n${new Error().stack ?? ''}`])))
  patch('assert', ([condition, ...values]) => {
    if (!condition) log('error', consoleText(['Assertion failed:', ...values]))
  })
}

/** `%c` brings a style, which a log line does not have. */
const FORMAT = /%(?:([sdifoOcj])|%)/g

/** Values as consoles write them, with the formats of a first string (https://console.spec.whatwg.org, Formatter). */
export function consoleText(all: readonly unknown[]): string {
  const [first, ...rest] = all
  if (typeof first !== 'string') return joined(all)
  const values = [...rest]
  const text = first.replaceAll(FORMAT, (directive, kind: string | undefined) => {
    if (kind === undefined) return rest.length === 0 ? directive : '%'
    return values.length === 0 ? directive : formatted(kind, values.shift())
  })
  return joined([text, ...values])
}

function formatted(kind: string, value: unknown): string {
  switch (kind) {
    case 'c':
      return ''
    case 's':
      return typeof value === 'symbol' ? value.toString() : readable(value)
    case 'd':
    case 'i':
      return typeof value === 'symbol' ? 'NaN' : String(Number.parseInt(String(value), 10))
    case 'f':
      return typeof value === 'symbol' ? 'NaN' : String(Number.parseFloat(String(value)))
    default:
      return typeof value === 'string' ? `'${value}'` : readable(value)
  }
}

function joined(values: readonly unknown[]): string {
  return values.map(readable).join(' ').slice(0, LONGEST_TEXT)
}
