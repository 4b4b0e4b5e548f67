import { type Helper, helperCode, type Language } from './helpers'
import { quote, type Written } from './write-value'

/** An input or an output as a script tells of it. */
export interface Named {
  /** As on the page. */
  label: string
  /** In TypeScript. */
  type: string
}

export interface ApiInput extends Named {
  written: Written
}

export interface ApiCall {
  /** Id of the demo. */
  demo: string
  inputs: readonly ApiInput[]
  outputs: readonly Named[]
  /** Of Blocks: the event that is called. */
  event?: { number: number; name: string } | undefined
}

/** A whole script that runs the demo with these inputs. Both languages do the same; JavaScript can be put into a console. */
export function writeCall({ demo, inputs, outputs, event }: ApiCall, language: Language): string {
  const typed = language === 'ts'
  const parts = [...helperCode(helpersOf(inputs), language)]
  if (typed) parts.push(`type Inputs = ${tuple(inputs)}\ntype Outputs = readonly ${tuple(outputs)}`)
  parts.push('const stop = new AbortController()')
  const named = event === undefined ? '' : `\n  event: ${event.number}, // ${event.name.replace(/\s+/g, ' ')}`
  const options = `{${named}
  signal: stop.signal, // stop.abort() ends the call
  onEvent: ({ phase, leases, progress }) => console.log(phase, leases.at(-1)?.stage, progress?.text),
}`
  const call = `await window.sublet.predict(${quote(demo)}, ${writeInputs(inputs)}`
  parts.push(
    typed
      ? `const outputs = (${call} satisfies Inputs, ${options})) as Outputs`
      : `const outputs = ${call}, ${options})`,
  )
  parts.push('console.log(outputs)')
  return `${parts.join('\n\n')}\n`
}

export function helpersOf(inputs: readonly ApiInput[]): ReadonlySet<Helper> {
  return new Set(inputs.flatMap(({ written }) => [...written.helpers]))
}

/** The array that `predict` takes, each input on a line of its own with its name. */
export function writeInputs(inputs: readonly ApiInput[]): string {
  if (inputs.length === 0) return '[]'
  const lines = inputs.map(({ label, written: { code, notes } }) => {
    const note = [label, ...notes].join('; ').replace(/\s+/g, ' ')
    return `  ${code.replaceAll('\n', '\n  ')}, // ${note}`
  })
  return ['[', ...lines, ']'].join('\n')
}

/** `[prompt: string, tokens: number]`: TypeScript takes names for all elements of a tuple or for none. */
function tuple(named: readonly Named[]): string {
  const taken = new Set<string>()
  const elements = named.map(({ label, type }, index) => {
    const name = memberName(label) || `value${index + 1}`
    const unique = taken.has(name) ? `${name}${index + 1}` : name
    taken.add(unique)
    return `${unique}: ${type}`
  })
  const line = `[${elements.join(', ')}]`
  return line.length <= 80 ? line : `[\n${elements.map((element) => `  ${element},\n`).join('')}]`
}

/** `Draw a digit` is `drawADigit`; empty where no letter can be used. */
function memberName(label: string): string {
  const words = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .match(/[A-Za-z0-9]+/g)
  const name = (words ?? [])
    .map((word, at) =>
      at === 0 ? word.charAt(0).toLowerCase() + word.slice(1) : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join('')
  return /^\d/.test(name) ? `_${name}` : name
}
