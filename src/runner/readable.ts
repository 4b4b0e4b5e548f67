/** How much of a value is shown: enough to recognise it, and no more than a log line holds. */
const MOST_ENTRIES = 100
const MOST_NUMBERS = 24
const DEEPEST = 4
const LONGEST_STRING = 1000
/** Enough for a log line; the work stops there, however much there would be. */
const LONGEST = 8000

/** A value as consoles show it: `{ a: [1, 'x'], m: Map(1) { 'k' => 2 } }`. Strings of their own come as they are. */
export function readable(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value)
}

function inspect(root: unknown): string {
  const above: object[] = []
  let left = LONGEST

  function show(value: unknown): string {
    const text = typeof value === 'object' && value !== null ? showObject(value) : showPrimitive(value)
    left -= text.length
    return text
  }

  function showObject(value: object): string {
    if (value instanceof Error) return errorText(value)
    if (above.includes(value)) return '[Circular]'
    const name = className(value)
    if (value instanceof Date || value instanceof RegExp) return String(value)
    if (value instanceof ArrayBuffer) return `${name}(${value.byteLength})`
    if (ArrayBuffer.isView(value)) return viewText(name, value)
    if (above.length >= DEEPEST || left <= 0) return Array.isArray(value) ? `[${name}]` : `{${name}}`
    above.push(value)
    const text = showParts(value, name)
    above.pop()
    return text
  }

  function showParts(value: object, name: string): string {
    if (Array.isArray(value)) return `${name === 'Array' ? '' : `${name} `}${list('[', value, ']', show)}`
    if (value instanceof Map) {
      return `${name}(${value.size}) ${list('{', value, '}', ([key, item]) => `${show(key)} => ${show(item)}`)}`
    }
    if (value instanceof Set) return `${name}(${value.size}) ${list('{', value, '}', show)}`
    const keys = Object.keys(value)
    const body = list('{', keys, '}', (key) => `${keyText(key)}: ${property(value, key)}`)
    return name === 'Object' ? body : `${name} ${body}`
  }

  /** A getter may be anything, and may throw: it is not asked. */
  function property(value: object, key: string): string {
    const descriptor = Object.getOwnPropertyDescriptor(value, key)
    return descriptor === undefined || 'value' in descriptor ? show(descriptor?.value) : '[Getter]'
  }

  function list<T>(open: string, items: Iterable<T>, close: string, text: (item: T) => string): string {
    const parts: string[] = []
    for (const item of items) {
      if (parts.length >= MOST_ENTRIES || left <= 0) {
        parts.push('…')
        break
      }
      parts.push(text(item))
    }
    if (parts.length === 0) return open + close
    const space = open === '{' ? ' ' : ''
    return `${open}${space}${parts.join(', ')}${space}${close}`
  }

  return show(root)
}

/** The stack, which V8 begins with name and message; other engines do not. */
export function errorText(error: Error): string {
  const head = String(error)
  const stack = typeof error.stack === 'string' ? error.stack : ''
  return stack.startsWith(head) ? stack : `${head}\n${stack}`.trimEnd()
}

function showPrimitive(value: unknown): string {
  if (typeof value === 'string')
    return `'${value.slice(0, LONGEST_STRING)}${value.length > LONGEST_STRING ? '…' : ''}'`
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return `[Function ${value.name || '(anonymous)'}]`
  return Object.is(value, -0) ? '-0' : String(value)
}

function viewText(name: string, view: ArrayBufferView): string {
  if (!isTypedArray(view)) return `${name}(${view.byteLength})`
  const shown = Array.from({ length: Math.min(view.length, MOST_NUMBERS) }, (_, index) => String(view[index]))
  if (view.length > MOST_NUMBERS) shown.push('…')
  return `${name}(${view.length}) [${shown.join(', ')}]`
}

function isTypedArray(view: ArrayBufferView): view is Float32Array {
  return !(view instanceof DataView)
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`
}

function className(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (typeof prototype !== 'object' || prototype === null) return 'Object'
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value
  return typeof made === 'function' && made.name !== '' ? made.name : 'Object'
}
