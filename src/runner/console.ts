import { type FromRunner, LONGEST_TEXT } from '../protocol/runner'

const LEVELS = ['debug', 'info', 'log', 'warn', 'error'] as const

/** Shows what the handler logs in the page's log panel as well as in the developer tools. */
export function forwardConsole(post: (message: FromRunner) => void): void {
  for (const level of LEVELS) {
    // biome-ignore lint/suspicious/noConsole: the console is what this file is about
    const native = console[level]
    console[level] = (...values: unknown[]) => {
      native.apply(console, values)
      const text = values.map(readable).join(' ').slice(0, LONGEST_TEXT)
      post({ type: 'log', level: level === 'log' ? 'info' : level, text })
    }
  }
}

export function readable(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Error) return value.stack ?? String(value)
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    // Cyclic, or a BigInt inside: its own words are the best there is.
    return String(value)
  }
}
